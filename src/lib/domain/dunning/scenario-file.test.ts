import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
		['no name', file({ name: ' ' }), { code: 'scenario_file_invalid', where: 'name' }],
		[
			'a step that makes no sense',
			file({
				steps: [{ ...(JSON.parse(file()) as { steps: object[] }).steps[0], channel: 'pigeon' }]
			}),
			{ code: 'scenario_file_invalid', where: 'steps[1].channel' }
		]
	])('is refused with its reason: %s', (_, text, expected) => {
		expect(refusal(text)).toEqual(expected);
	});
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
