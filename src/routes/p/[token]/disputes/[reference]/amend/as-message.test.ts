import { expect, it } from 'vitest';
import { newDraft } from '$lib/components/portal/draft';
import { MOST_AT_ONCE } from '$lib/domain/receivables/at-once';
import { LONGEST_COMPOSED, LONGEST_WORDS } from '$lib/domain/typed-text';
import { asMessage } from './as-message';

const each = Array.from({ length: MOST_AT_ONCE }, (_, place) => `invoice-${place}`);
const labels = { fr: 'Prix', en: 'Price', de: 'Preis', es: 'Precio' };

it('fits in what a case takes, of as many lines as one form is about and as many words', () => {
	const draft = {
		...newDraft(each, 'key', '2026-03-03'),
		...{ reason: 'price', part: 'lines' as const, lines: each },
		figures: Object.fromEntries(each.map((id) => [id, '1 234 567,89'])),
		explanation: 'x'.repeat(LONGEST_WORDS)
	};
	const words = asMessage(draft, {
		invoices: each.map((id) => ({ id, number: 'FA-2026-0000-1234' })),
		lines: each.map((id) => ({ id, invoiceId: id, description: 'Planche '.repeat(15) })),
		reasons: [{ code: 'price', labels, asksOutcome: false, field: null, lineFigure: 'expected' }]
	});
	expect(words.split('\n').length).toBeGreaterThan(MOST_AT_ONCE);
	expect(words.endsWith('x'.repeat(LONGEST_WORDS))).toBe(true);
	expect(words.length).toBeLessThanOrEqual(LONGEST_COMPOSED);
});

it('says what was typed into a field, by its name, also when it is asked no more', () => {
	const draft = {
		...newDraft(['one', 'other'], 'key', '2026-03-03'),
		...{ reason: 'price', detail: ' 90,00 ' }
	};
	const reason = { code: 'price', labels, asksOutcome: false, lineFigure: 'expected' as const };
	const rowsWith = (field: 'expected_price' | null) =>
		asMessage(draft, { invoices: [], lines: [], reasons: [{ ...reason, field }] }).split('\n');
	expect(rowsWith('expected_price')).toContainEqual(expect.stringMatching(/.+: 90,00$/));
	expect(rowsWith(null)).toContain('90,00');
});
