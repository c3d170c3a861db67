import { describe, expect, test } from 'vitest';
import { acceptedMinorFor, asksAmount, OUTCOMES_BY_VERDICT } from '$lib/domain/disputes/resolution';
import { VERDICTS } from '$lib/domain/disputes/schema';
import { money } from '$lib/domain/money';
import { outcomeWords, verdictWords } from './verdict-words';
import { formatMoney } from './format';
import { LANGUAGES } from './language';

const CLAIMED = 31_240n;
/** Every decision there may be, with the amount the rules give it. */
const DECISIONS = VERDICTS.flatMap((verdict) =>
	OUTCOMES_BY_VERDICT[verdict].map((outcome) => {
		const typed = asksAmount(verdict, outcome) ? 5_000n : undefined;
		const found = acceptedMinorFor(verdict, CLAIMED, typed, outcome);
		if (!found.ok) throw new Error(`${verdict} ${outcome}: ${found.code}`);
		return { verdict, outcome, accepted: money(found.acceptedMinor, 'EUR') };
	})
);
const rows = LANGUAGES.flatMap((language) =>
	DECISIONS.map((decision) => ({
		language,
		decision,
		name: `${decision.verdict}, ${decision.outcome}`
	}))
);

describe.each(rows)('$name ($language)', ({ language, decision }) => {
	const verdict = verdictWords(decision, language);
	const outcome = outcomeWords(decision, language);

	test('is told in words, with its amount when there is one and never with nothing', () => {
		expect(`${verdict} ${outcome}`).not.toMatch(/\b0[.,]00|follow_|portal_|\{/);
		const amount = formatMoney(decision.accepted, language);
		const isCredited = decision.accepted.minor > 0n;
		expect(verdict.includes(amount)).toBe(isCredited);
		expect(outcome.includes(amount)).toBe(isCredited);
	});
});

test.each(LANGUAGES)(
	'whoever is right is not answered with an explanation only (%s)',
	(language) => {
		const accepted = money(0n, 'EUR');
		for (const verdict of ['valid', 'partly_valid'] as const) {
			const words = outcomeWords({ verdict, outcome: 'information', accepted }, language);
			expect(words).not.toMatch(/expl[ia]|erkl/i);
			expect(words).not.toBe(
				outcomeWords({ verdict: 'invalid', outcome: 'information', accepted }, language)
			);
		}
	}
);

test('a credit note that was issued is not said to come', () => {
	const decided = {
		verdict: 'valid' as const,
		outcome: 'credit_full' as const,
		accepted: money(1_158n, 'EUR')
	};
	expect(outcomeWords(decided, 'en')).toBe('You receive a credit note for €11.58.');
	expect(outcomeWords({ ...decided, isDone: true }, 'en')).toBe(
		'A credit note for €11.58 has been issued.'
	);
});

test.each(LANGUAGES)('every outcome has a sentence of its own (%s)', (language) => {
	const accepted = money(5_000n, 'EUR');
	const said = ['credit_full', 'reinvoice', 'replacement', 'information', 'goodwill', 'no_action'];
	const words = said.map((outcome) => outcomeWords({ outcome, accepted } as never, language));
	expect(new Set(words).size).toBe(said.length);
});

test('a gesture for somebody who is not right is not called a refusal', () => {
	const gesture = {
		verdict: 'invalid',
		outcome: 'goodwill',
		accepted: money(5_000n, 'EUR')
	} as const;
	expect(verdictWords(gesture, 'fr')).toBe('Geste commercial\u00a0: 50,00\u00a0€');
	expect(verdictWords({ ...gesture, outcome: 'no_action', accepted: money(0n, 'EUR') }, 'fr')).toBe(
		'Non retenue'
	);
});
