import type { Language } from '$lib/domain/language';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AppError } from '$lib/domain/errors';
import { fileRefusalWords } from '$lib/i18n/scenario-file-words';
import { say } from '$lib/i18n/words';
import { FILE_PROBLEMS } from './scenario-file-problem';
import { readScenarioFile, writeScenarioFile } from './scenario-file';
import { anySteps, USUAL } from './scenario-steps.testing';

const file = (changes: object = {}) =>
	JSON.stringify({
		format: 'entendu-scenario',
		version: 1,
		name: 'Export',
		steps: [
			{
				key: 'a',
				name: { fr: 'Relance', en: 'Reminder' },
				phase: 'after_due',
				opensDays: 2,
				closesDays: 9,
				channel: 'email',
				tone: 'neutral'
			}
		],
		...changes
	});
const said = (text: string, language: Language): string[] => {
	try {
		readScenarioFile(text);
		return [];
	} catch (error) {
		const refused = error as AppError;
		return [refused, ...refused.others].map((each) => fileRefusalWords(each, language));
	}
};
const stepFields = USUAL[0]!;
const refusal = (text: string) => {
	try {
		return readScenarioFile(text);
	} catch (error) {
		return { code: (error as { code: string }).code, ...(error as { details: object }).details };
	}
};

describe('the file of a scenario', () => {
	it('says neither ids nor the organisation', () => {
		const text = writeScenarioFile({ name: 'Usuel', steps: [...USUAL] });
		expect(Object.keys(JSON.parse(text) as object)).toEqual(['format', 'version', 'name', 'steps']);
		expect(text).not.toMatch(/"id"|rganisation/);
	});

	it('may leave out what is usual, and say more than we know', () => {
		const steps = (JSON.parse(file()) as { steps: object[] }).steps;
		const read = readScenarioFile(file({ colour: 'red', steps: [{ ...steps[0], mood: 'sunny' }] }));
		expect(read.steps[0]).toMatchObject({
			automatic: true,
			onStaleData: 'hold',
			contactRole: 'collections'
		});
		expect(read.steps[0]).not.toHaveProperty('mood');
		expect(read).not.toHaveProperty('colour');
	});

	it.each([
		['no JSON at all', 'Relance;10', { code: 'scenario_file_unknown' }],
		['another file', '{"format":"invoice"}', { code: 'scenario_file_unknown' }],
		['a newer format', file({ version: 2 }), { code: 'scenario_file_newer' }],
		[
			'no name',
			file({ name: ' ' }),
			{ code: 'scenario_file_invalid', step: '', what: 'name', why: 'missing' }
		],
		[
			'a step that makes no sense',
			file({
				steps: [{ ...(JSON.parse(file()) as { steps: object[] }).steps[0], channel: 'pigeon' }]
			}),
			{
				code: 'scenario_file_invalid',
				step: '1',
				fr: 'Relance',
				en: 'Reminder',
				what: 'channel',
				why: 'choice',
				allowed: 'email, letter, registered_letter, call, sms'
			}
		]
	])('is refused with its reason: %s', (_, text, expected) => {
		expect(refusal(text)).toMatchObject(expected);
	});

	it('says everything that is wrong, step by step, in words', () => {
		const { steps } = JSON.parse(file()) as { steps: object[] };
		const text = file({
			steps: [
				{ ...steps[0], opensDays: 400, automatic: 'perhaps' },
				{ ...steps[0], name: {}, closesDays: undefined, tone: 'angry' },
				'not a step'
			]
		});
		expect(said(text, 'en')).toEqual([
			'Step 1 (Reminder), the days until it opens: it must be 365 at most.',
			'Step 1 (Reminder), the automatic sending: it must be true (yes) or false (no).',
			'Step 2, the name: this is not in the file.',
			'Step 2, the name: this is not in the file.',
			'Step 2, the days until it closes: this is not in the file.',
			'Step 2, the tone: it must be one of courtesy, neutral, firm, formal.',
			'Step 3, the whole step: what is written cannot be read.'
		]);
		expect(said(text, 'fr')[0]).toBe(
			'Étape 1 (Relance), les jours d’ouverture\u00a0: il faut 365 au plus.'
		);
	});

	it.each(['fr', 'en'] as const)(
		'has words for every field and every reason, in %s',
		(language) => {
			const fields = [...Object.keys(stepFields), 'name', 'step', 'steps'];
			const keys = [
				...fields.map((field) => `scenarios_file_what_${field}`),
				...FILE_PROBLEMS.map((why) => `scenarios_file_why_${why}`)
			];
			for (const key of keys) expect(say(key, { allowed: '1' }, language)).not.toBe(key);
		}
	);
});

describe('properties', () => {
	it('what is written is read back', () => {
		fc.assert(
			fc.property(anySteps, (steps) => {
				expect(readScenarioFile(writeScenarioFile({ name: 'Usuel', steps }))).toEqual({
					name: 'Usuel',
					steps
				});
			})
		);
	});

	it('whatever comes in is read or refused in words', () => {
		fc.assert(
			fc.property(fc.anything(), (value) => {
				const text =
					JSON.stringify({ format: 'entendu-scenario', version: 1, name: 'x', steps: value }) ?? '';
				expect(refusal(text)).toBeTypeOf('object');
			})
		);
	});
});
