import { expect, test } from 'vitest';
import { DEFAULT_SCENARIO } from '$lib/domain/dunning/default-scenario';
import { speechIn, stepTiming } from './scenario-words';

const step = DEFAULT_SCENARIO.find(({ phase }) => phase === 'after_due')!;

test.each([
	['fr', 1, 1, 'Le lendemain de l’échéance, jusqu’au 1er jour'],
	['fr', 1, 9, 'Le lendemain de l’échéance, jusqu’au 9e jour'],
	['fr', 10, 21, '10 jours après l’échéance, jusqu’au 21e jour'],
	['en', 1, 1, 'The day after the due date, until day 1'],
	['en', 10, 21, '10 days after the due date, until day 21']
] as const)('the last day of a step (%s, %i to %i)', (language, opensDays, closesDays, words) => {
	expect(stepTiming({ ...step, opensDays, closesDays }, speechIn('EUR', language))).toBe(words);
});
