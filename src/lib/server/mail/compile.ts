import { say } from '$lib/i18n/words';
import type { Language } from '$lib/i18n/language';
import { LETTER_GREEN } from './accent';
import { htmlText, plainText } from './escape';
import { parseTemplate, type Fill } from './fill';
import type { MailName } from './mails';
import { sourceOf } from './sources';
import { htmlUnbroken } from './unbroken';

export interface Compiled {
	html: Fill;
	text: Fill;
}

const compiled = new Map<string, Promise<Compiled>>();

/** Compiled once per template and language: filling it for somebody then takes a tenth of a millisecond. */
export function compiledMail(mail: MailName, language: Language): Promise<Compiled> {
	const key = `${mail} ${language}`;
	const found = compiled.get(key) ?? compile(mail, language);
	compiled.set(key, found);
	found.catch(() => compiled.delete(key));
	return found;
}

async function compile(mail: MailName, language: Language): Promise<Compiled> {
	const mjml = await mjmlToHtml(withWords(sourceOf(mail, 'mjml'), language, htmlText));
	return {
		// MJML refuses a placeholder where it wants a colour, so the creditor's is put in afterwards.
		html: parseTemplate(
			withTexts(mjml.replaceAll(LETTER_GREEN, '{{accent}}')),
			htmlText,
			htmlUnbroken
		),
		text: parseTemplate(withWords(sourceOf(mail, 'txt'), language, plainText), plainText)
	};
}

async function mjmlToHtml(source: string): Promise<string> {
	// Half a second to load: only who writes a mail pays it.
	const { default: mjml2html } = await import('mjml');
	const { html } = await mjml2html(source, {
		validationLevel: 'strict',
		ignoreIncludes: true,
		keepComments: false,
		fonts: {}
	});
	// Where style sheets are refused, the letter still begins at the edge.
	return html.replace(/<body\s+style="/, '<body style="margin:0;padding:0;');
}

/** Of what is filled in, what is read in the letter; a title and what is in a tag are no place for markup. */
function withTexts(html: string): string {
	const body = html.indexOf('<body');
	return (
		html.slice(0, body) +
		html
			.slice(body)
			.replace(/<[^>]*>|\{\{([\w.]+)\}\}/g, (found, name?: string) =>
				name ? `{{=${name}}}` : found
			)
	);
}

/** `{{say key}}`: words without parameters, fixed for the language. */
const withWords = (source: string, language: Language, escape: (text: string) => string): string =>
	source
		.replaceAll('{{language}}', language)
		.replace(/\{\{say (\w+)\}\}/g, (_, key: string) => escape(wordsOf(key, language)));

function wordsOf(key: string, language: Language): string {
	const words = say(key, {}, language);
	if (words === key)
		throw new Error(
			`the mail template uses the words "${key}", which are not in messages/${language}`
		);
	return words;
}
