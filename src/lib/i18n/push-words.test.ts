import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LANGUAGES } from './language';
import { PUSH_EVENTS, pushWords } from './push-words';

const LONGEST = 120;

test('on a locked screen stand the case and the step: no amount, no address, nothing that was not filled in', () =>
	fc.assert(
		fc.property(
			fc.constantFrom(...PUSH_EVENTS),
			fc.constantFrom(...LANGUAGES),
			fc.integer({ min: 1, max: 999_999 }),
			(event, language, number) => {
				const reference = `LIT-2026-${String(number).padStart(6, '0')}`;
				const words = pushWords(event, { reference, other: reference }, language);
				expect(words).toContain(reference);
				expect(words.replaceAll(reference, '')).not.toMatch(/[\d{}€$£@/]|follow_/);
				expect(words.length).toBeLessThanOrEqual(LONGEST);
			}
		)
	));

test('in French each is a sentence, with a subject', () => {
	for (const event of PUSH_EVENTS)
		expect(pushWords(event, { reference: 'LIT-1' }, 'fr'), event).not.toMatch(
			/: (est|sont|a|ont|sera) /
		);
});

test('two steps are never told in the same words', () => {
	for (const language of LANGUAGES) {
		const all = PUSH_EVENTS.map((event) => pushWords(event, { reference: 'LIT-1' }, language));
		expect(new Set(all).size).toBe(all.length);
	}
});
