import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DECISION_REASONS } from '$lib/domain/dunning/decision';
import { ERROR_CODES } from '$lib/domain/errors';
import { ROW_PROBLEMS } from '$lib/domain/intake/problems';
import { FIRST_LANGUAGE } from '$lib/domain/language';
import { LANGUAGES, type Language } from '$lib/i18n/language';
import { ROOT } from './source';

const FOLDER = `${ROOT}/src/lib/i18n/messages`;
const AREAS = [
	'common',
	'portal',
	'follow',
	'pay',
	'pledge',
	'ask',
	'statement',
	'legal',
	'resolver',
	'desk',
	'approval',
	'queue',
	'worklist',
	'credits',
	'after',
	'talk',
	'live',
	'journal',
	'routing',
	'fields',
	'custom',
	'privacy',
	'dunning',
	'calls',
	'channels',
	'scenarios',
	'runs',
	'promises',
	'letters',
	'templates',
	'settings',
	'users',
	'intake',
	'inbound',
	'reports',
	'mail',
	'errors',
	'cli'
];

const OTHERS = LANGUAGES.filter((language) => language !== FIRST_LANGUAGE);

/** Names and abbreviations that no language translates. */
const ALIKE_EVERYWHERE = ['SMS', 'PDF', 'IBAN', 'BIC', '{width} px', '[Test] {subject}'];
/** Words that happen to be those of another language too; anything else equal was forgotten. */
const ALIKE: Partial<Record<Language, readonly string[]>> = {
	de: [
		'optional',
		'Administration',
		'Logo',
		'Post',
		'Import',
		'Team',
		'Name',
		'Status',
		'Details',
		'Median',
		'Code',
		'Version {number}',
		'Version {version}',
		'Ton',
		'neutral',
		'Saldo',
		'Desktop',
		'Text'
	],
	es: [
		'Urgente',
		'Error: {title}',
		'Sort code',
		'Total',
		'1–30\u00a0d',
		'31–60\u00a0d',
		'61–90\u00a0d',
		'Canal',
		'canal',
		'legal',
		'formal',
		'no',
		'De',
		'Partir de',
		'D{day}',
		'Saldo'
	]
};
const hasWords = (text: string): boolean => /\p{L}/u.test(text.replace(/\{\w+\}/g, ''));

type Messages = Record<string, unknown>;

const read = (language: Language, area: string): Messages => {
	const messages = JSON.parse(
		fs.readFileSync(`${FOLDER}/${language}/${area}.json`, 'utf8')
	) as Messages;
	delete messages.$schema;
	return messages;
};

/** Every text of a message: one, or one per variant (`match`). */
function textsOf(message: unknown): string[] {
	if (typeof message === 'string') return [message];
	if (Array.isArray(message)) return message.flatMap(textsOf);
	if (message && typeof message === 'object' && 'match' in message)
		return Object.values(message.match as object).map(String);
	return [];
}

/** What the caller hands over: `{name}` in the text and the declared inputs, without what is derived from them. */
function parametersOf(message: unknown): string[] {
	const declared =
		JSON.stringify(message)
			.match(/"input (\w+)/g)
			?.map((input) => input.slice('"input '.length)) ?? [];
	const derived =
		JSON.stringify(message)
			.match(/"local (\w+)/g)
			?.map((local) => local.slice('"local '.length)) ?? [];
	const used = textsOf(message).flatMap((text) =>
		[...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)
	);
	return [...new Set([...declared, ...used])].filter((name) => !derived.includes(name)).sort();
}

describe.each(AREAS)('%s', (area) => {
	const first = read(FIRST_LANGUAGE, area);

	test.each(OTHERS)('says the same things (%s)', (language) => {
		expect(Object.keys(read(language, area)).sort()).toEqual(Object.keys(first).sort());
	});

	test.each(OTHERS)('takes the same parameters (%s)', (language) => {
		const here = read(language, area);
		const different = Object.keys(first).filter(
			(key) => key in here && parametersOf(first[key]).join() !== parametersOf(here[key]).join()
		);
		expect(
			different.map((key) => `${key}: {${parametersOf(first[key])}}, {${parametersOf(here[key])}}`)
		).toEqual([]);
	});

	test.each(OTHERS.filter((language) => language in ALIKE))(
		'is translated, not copied (%s)',
		(language) => {
			const here = read(language, area);
			const sources = LANGUAGES.filter((other) => other !== language).map((other) =>
				read(other, area)
			);
			const copied = Object.entries(here).flatMap(([key, message]) =>
				textsOf(message)
					.filter(
						(text) =>
							hasWords(text) && sources.some((source) => textsOf(source[key]).includes(text))
					)
					.filter((text) => !ALIKE[language]!.includes(text) && !ALIKE_EVERYWHERE.includes(text))
					.map((text) => `${key}: ${text}`)
			);
			expect(copied).toEqual([]);
		}
	);

	test.each(LANGUAGES)('no text is empty and every key is of its area (%s)', (language) => {
		const messages = Object.entries(read(language, area));
		expect(
			messages.filter(
				([, message]) =>
					textsOf(message).length === 0 || textsOf(message).some((text) => !text.trim())
			)
		).toEqual([]);
		expect(messages.filter(([key]) => !key.startsWith(`${area}_`)).map(([key]) => key)).toEqual([]);
	});

	test.each(OTHERS.filter((language) => language in ALIKE))(
		'signs stand as they do in that language, not in French (%s)',
		(language) => {
			const faulty = Object.entries(read(language, area)).flatMap(([key, message]) =>
				textsOf(message)
					.filter((text) => /[ \u00a0][:;?!](?!\S)|[«»]/.test(text) || lacksOpening(text, language))
					.map((text) => `${key}: ${text}`)
			);
			expect(faulty).toEqual([]);
		}
	);

	test('French signs stand after a space that does not break', () => {
		const texts = Object.entries(read('fr', area)).flatMap(([key, message]) =>
			textsOf(message).map((text) => ({ key, text }))
		);
		expect(
			texts.filter(({ text }) => faultyFrench(text)).map(({ key, text }) => `${key}: ${text}`)
		).toEqual([]);
	});
});

test('the settings of the compiler name every area', () => {
	const settings = fs.readFileSync(`${ROOT}/src/lib/i18n/project.inlang/settings.json`, 'utf8');
	expect([...settings.matchAll(/\{locale\}\/(\w+)\.json/g)].map((match) => match[1])).toEqual(
		AREAS
	);
	for (const language of LANGUAGES)
		expect(fs.readdirSync(`${FOLDER}/${language}`).sort()).toEqual(
			AREAS.map((area) => `${area}.json`).sort()
		);
});

test('the settings of the compiler name every language, the first one as its base', () => {
	const settings = JSON.parse(
		fs.readFileSync(`${ROOT}/src/lib/i18n/project.inlang/settings.json`, 'utf8')
	) as { baseLocale: string; locales: string[] };
	expect(settings.locales).toEqual(LANGUAGES);
	expect(settings.baseLocale).toBe(FIRST_LANGUAGE);
});

test('every language has a name, in every language', () => {
	const names: [area: string, prefix: string][] = [
		['desk', 'desk_contact_language_'],
		['mail', 'mail_gallery_language_'],
		['templates', 'templates_language_'],
		['scenarios', 'scenarios_field_name_']
	];
	for (const [area, prefix] of names)
		for (const language of LANGUAGES)
			expect(read(FIRST_LANGUAGE, area)).toHaveProperty(prefix + language);
});

test('the last page there is (error.html) speaks every language', () => {
	const page = fs.readFileSync(`${ROOT}/src/error.html`, 'utf8');
	for (const language of LANGUAGES)
		expect(page.split(`lang="${language}"`).length, language).toBeGreaterThan(1);
});

test('scripts of the pages without a framework have their words from the page: none names a language', () => {
	const named = new RegExp(
		`['"](${LANGUAGES.join('|')})(-[A-Z]{2})?['"]|\\b(${LANGUAGES.join('|')}):`
	);
	for (const name of fs.readdirSync(`${ROOT}/static`).filter((file) => file.endsWith('.js')))
		expect(fs.readFileSync(`${ROOT}/static/${name}`, 'utf8'), name).not.toMatch(named);
	expect("lang === 'en' ? 'en-GB' : lang").toMatch(named);
	expect("{ fr: ['Ko', 'Mo'] }").toMatch(named);
});

const everyText = (language: Language): { key: string; text: string }[] =>
	AREAS.flatMap((area) =>
		Object.entries(read(language, area)).flatMap(([key, message]) =>
			textsOf(message).map((text) => ({ key, text }))
		)
	);
const saying = (language: Language, faulty: (said: { key: string; text: string }) => boolean) =>
	everyText(language)
		.filter(faulty)
		.map(({ key, text }) => `${key}: ${text}`);

test('in French no name follows « de » or « que » without an elision', () => {
	expect(saying('fr', isUnelided)).toEqual([]);
	expect(isUnelided({ key: 'portal_x', text: 'Lien de {name}' })).toBe(true);
	expect(isUnelided({ key: 'mail_x', text: 'parce que {by} vous a ajouté' })).toBe(true);
	expect(isUnelided({ key: 'mail_x', text: 'le compte de {customer}' })).toBe(false);
});

/** « reclamar una factura » asks for its payment: the customer presents «una reclamación». */
test('in Spanish nobody “reclama” an invoice he disagrees with', () => {
	const isClaimed = ({ text }: { text: string }) => /reclam(?!aci(ón|ones))/i.test(text);
	expect(saying('es', isClaimed)).toEqual([]);
	expect(isClaimed({ text: 'Reclamar la factura' })).toBe(true);
});

test('in Spanish a payment is promised, never “comprometido”', () => {
	expect(saying('es', ({ text }) => /compromet(id|er )|compromiso/i.test(text))).toEqual([]);
});

test('in English a last day that counts is said to count', () => {
	expect(saying('en', ({ text }) => /up to \{(date|day|until)\}/i.test(text))).toEqual([]);
});

test('in English it is an e-mail', () => {
	expect(saying('en', ({ text }) => /(?<!\{)\bemail/i.test(text))).toEqual([]);
});

test('every refusal has its sentence', () => {
	const sentences = read('fr', 'errors');
	expect(ERROR_CODES.filter((code) => !(`errors_${code}` in sentences))).toEqual([]);
});

test('every reason of a decision has its sentence', () => {
	const sentences = read('fr', 'dunning');
	expect(DECISION_REASONS.filter((code) => !(`dunning_reason_${code}` in sentences))).toEqual([]);
});

test('every problem of a row has its sentence', () => {
	const sentences = read('fr', 'intake');
	expect(ROW_PROBLEMS.filter((code) => !(`intake_problem_${code}` in sentences))).toEqual([]);
});

test('the check of French signs sees what it must and nothing else', () => {
	expect(
		['Vraiment ?', 'Vraiment?', 'Facture : {n}', 'Facture: {n}', '12 €', '« oui»', '"oui"'].filter(
			(text) => !faultyFrench(text)
		)
	).toEqual([]);
	expect(
		[
			'Vraiment\u00a0?',
			'à 10:30',
			'https://x.fr',
			'« oui »'.replaceAll(' ', '\u00a0'),
			'12\u00a0€',
			'Quoi\u202f!'
		].filter(faultyFrench)
	).toEqual([]);
});

/** ¿…? and ¡…! come in pairs where they open. */
function lacksOpening(text: string, language: Language): boolean {
	const count = (sign: string) => text.split(sign).length;
	return language === 'es' && (count('¿') !== count('?') || count('¡') !== count('!'));
}

const PEOPLE =
	'name|by|customer|creditor|holder|sender|asker|whom|team|company|organisation|actor|author';

/** Mails elide the customer's name themselves (`speak` of a letter). */
function isUnelided({ key, text }: { key: string; text: string }): boolean {
	const names = [...text.matchAll(new RegExp(`\\b(?:de|que) \\{(${PEOPLE})\\}`, 'gi'))];
	return names.some(([, name]) => !(key.startsWith('mail_') && name === 'customer'));
}

function faultyFrench(text: string): boolean {
	const words = text.replace(/https?:\/\/\S*|mailto:\S*|\d:\d/g, '');
	return / [:;?!€%»]|« |[\p{L}\d)}\]»][:;?!]|[^\u00a0\u202f]»|«[^\u00a0\u202f]|"/u.test(words);
}
