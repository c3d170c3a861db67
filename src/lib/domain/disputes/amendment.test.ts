import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	contestedChanges,
	itemChanges,
	mayAmend,
	saidReason,
	type ClaimedPart,
	type ContestedItem
} from './amendment';
import { DISPUTE_STATUSES } from './lifecycle';

const part = (fields: Partial<ClaimedPart> = {}): ClaimedPart => ({
	invoiceId: 'a',
	invoiceLineId: null,
	claimedMinor: 100n,
	claimedQuantity: null,
	expectedUnitPriceMinor: null,
	...fields
});
const contested = (fields: Partial<ContestedItem> = {}): ContestedItem => ({
	invoiceId: 'a',
	number: 'F-1',
	invoiceLineId: null,
	description: '',
	currency: 'EUR',
	claimedMinor: '100',
	claimedQuantity: null,
	expectedUnitPriceMinor: null,
	...fields
});

it('a case may be amended until somebody takes it up, and never after', () => {
	expect(DISPUTE_STATUSES.filter(mayAmend)).toEqual(['submitted']);
});

describe('what changes of the items', () => {
	it('leaves alone what is claimed again just so', () => {
		const before = [part(), part({ invoiceId: 'b', claimedMinor: 5n })];
		const after = [part(), part({ invoiceId: 'b', claimedMinor: 4n })];
		expect(itemChanges(before, after)).toEqual({
			kept: [before[0]],
			replaced: [before[1]],
			added: [after[1]]
		});
	});
	it('sees another line and another figure of the same amount', () => {
		for (const other of [
			part({ invoiceLineId: 'l' }),
			part({ claimedQuantity: '3' }),
			part({ expectedUnitPriceMinor: 9n })
		])
			expect(itemChanges([part()], [other])).toMatchObject({ kept: [], added: [other] });
	});
	it('is told item by item, with nothing where nothing is contested', () => {
		const gone = contested({ invoiceId: 'b', number: 'F-2' });
		expect(
			contestedChanges(
				{ items: [contested(), gone] },
				{ items: [contested({ claimedMinor: '7' })] }
			)
		).toEqual([
			{
				number: 'F-1',
				description: '',
				before: contested(),
				after: contested({ claimedMinor: '7' })
			},
			{ number: 'F-2', description: '', before: gone, after: null }
		]);
	});
});

const parts = fc.uniqueArray(
	fc.record({
		invoiceId: fc.constantFrom('a', 'b', 'c'),
		invoiceLineId: fc.constantFrom(null, 'l', 'm'),
		claimedMinor: fc.bigInt({ min: 1n, max: 3n }),
		claimedQuantity: fc.constantFrom(null, '3'),
		expectedUnitPriceMinor: fc.constantFrom(null, 9n)
	}),
	{ selector: ({ invoiceId, invoiceLineId }) => `${invoiceId} ${invoiceLineId}`, maxLength: 6 }
);
const keys = (all: readonly ClaimedPart[]) =>
	all.map((one) => Object.values(one).map(String).join(' ')).sort();

it('what stays and what comes is exactly what is said now; what stays and what goes what was said before', () => {
	fc.assert(
		fc.property(parts, parts, (before, after) => {
			const { kept, replaced, added } = itemChanges(before, after);
			expect(keys([...kept, ...added])).toEqual(keys(after));
			expect(keys([...kept, ...replaced])).toEqual(keys(before));
		})
	);
});

it('the same again changes nothing', () => {
	fc.assert(
		fc.property(parts, (same) => {
			expect(itemChanges(same, same)).toEqual({ kept: same, replaced: [], added: [] });
		})
	);
});

describe('the reason the customer gave', () => {
	const reason = (id: string) => ({ reasonId: id, reason: { fr: id } });
	const change = (byKind: 'customer' | 'staff', from: string, to: string) => ({
		...{ byKind, before: reason(from), after: reason(to) }
	});
	const said = (source: 'portal' | 'phone', now: string, ...all: ReturnType<typeof change>[]) =>
		saidReason({ source, reasonId: now }, all)?.fr ?? null;

	it('is told beside the one the house files it under, as long as they differ', () => {
		expect(said('portal', 'price')).toBeNull();
		expect(said('portal', 'quality', change('staff', 'price', 'quality'))).toBe('price');
		const back = change('staff', 'quality', 'price');
		expect(said('portal', 'price', change('staff', 'price', 'quality'), back)).toBeNull();
	});

	it('is the last one he gave himself', () => {
		const own = change('customer', 'price', 'late');
		expect(said('portal', 'late', own)).toBeNull();
		expect(said('portal', 'quality', own, change('staff', 'late', 'quality'))).toBe('late');
		expect(said('phone', 'quality', own, change('staff', 'late', 'quality'))).toBe('late');
	});

	it('is none where somebody of the house wrote the case down', () =>
		expect(said('phone', 'quality', change('staff', 'price', 'quality'))).toBeNull());
});
