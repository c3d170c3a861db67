import { fillLine, fillParagraphs, type TagValues } from '$lib/domain/dunning/fill-template';
import { quoteTags } from '$lib/domain/dunning/edited-words';
import type { TemplateWords } from '$lib/domain/dunning/template';
import { tagName, type TemplateTag } from '$lib/domain/dunning/template-tags';
import type { MailFacts } from '../mails';
import { productWords } from './dunning-notice';
import { dunningTags } from './dunning-tags';
import type { Letter } from './letter';

/** Private signs of Unicode around the name of a link, until everything else is quoted. */
const MARK = /\uE000(\w+)\uE000/g;

/**
 * The words of a letter as somebody may rewrite them: every tag filled in, except those whose value only
 * the mail itself has. A link is made when the mail leaves, so its tag stays.
 */
export function wordsToEdit(facts: MailFacts['dunning-notice'], letter: Letter): TemplateWords {
	const words = facts.words?.[letter.language];
	if (!words) {
		const { subject, greeting, intro } = productWords(facts, letter);
		return { subject: quoteTags(subject), body: quoteTags(`${greeting}\n\n${intro}`), closing: '' };
	}
	const values = keepingLinks(dunningTags(facts, letter));
	const typed = (text: string) =>
		quoteTags(text).replace(
			MARK,
			(_, tag: string) => `#${tagName(tag as TemplateTag, letter.language)}`
		);
	const paragraphs = (text: string) =>
		fillParagraphs(text, values)
			.map((runs) => runs.map((run) => run.text).join(''))
			.join('\n\n');
	return {
		subject: typed(fillLine(words.subject, values)),
		body: typed(paragraphs(words.body)),
		closing: typed(paragraphs(words.closing))
	};
}

const keepingLinks = (values: TagValues): TagValues =>
	Object.fromEntries(
		Object.entries(values).map(([tag, value]) => [
			tag,
			value.kind === 'link' ? { kind: 'text', text: `\uE000${tag}\uE000` } : value
		])
	) as TagValues;
