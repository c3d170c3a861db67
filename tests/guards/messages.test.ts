import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DECISION_REASONS } from '$lib/domain/dunning/decision';
import { ERROR_CODES } from '$lib/domain/errors';
import { ROW_PROBLEMS } from '$lib/domain/intake/problems';
import { LANGUAGES, type Language } from '$lib/i18n/language';
import { ROOT } from './source';

const FOLDER = `${ROOT}/src/lib/i18n/messages`;
const AREAS = [
	'common',
	'portal',
	'resolver',
	'desk',
	'dunning',
	'calls',
	'channels',
	'scenarios',
	'runs',
	'promises',
	'letters',
	'templates',
	'settings',
	'intake',
	'reports',
	'mail',
	'errors',
	'cli'
];

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
	test('French and English say the same things', () => {
		expect(Object.keys(read('en', area)).sort()).toEqual(Object.keys(read('fr', area)).sort());
	});

	test('both languages take the same parameters', () => {
		const [fr, en] = [read('fr', area), read('en', area)];
		const different = Object.keys(fr).filter(
			(key) => key in en && parametersOf(fr[key]).join() !== parametersOf(en[key]).join()
		);
		expect(
			different.map((key) => `${key}: fr {${parametersOf(fr[key])}}, en {${parametersOf(en[key])}}`)
		).toEqual([]);
	});

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

function faultyFrench(text: string): boolean {
	const words = text.replace(/https?:\/\/\S*|mailto:\S*|\d:\d/g, '');
	return / [:;?!€%»]|« |[\p{L}\d)}\]»][:;?!]|[^\u00a0\u202f]»|«[^\u00a0\u202f]|"/u.test(words);
}
