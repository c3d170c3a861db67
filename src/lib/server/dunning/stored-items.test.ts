import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import type { DecisionItem } from '$lib/domain/dunning/decision';
import { jsonText } from '../db/json-text';
import { fromJson, packed, toJson } from './decision-json';
import { packItems, unpackItems } from './stored-items';

const minor = fc.bigInt(0n, 10n ** 12n);
const dayIn2026 = fc.constantFrom('2026-01-31', '2026-02-28', '2026-12-01').map(localDate);

const some = fc.bigInt(1n, 10n ** 12n);

/** Every part there is: one that is added and not kept makes these tests fail. */
const parts = {
	invoiceId: fc.uuid(),
	number: fc.string().filter((number) => !number.includes('\n')),
	dueOn: fc.option(dayIn2026),
	currency: fc.constantFrom('EUR', 'USD', 'JPY'),
	totalMinor: minor,
	openMinor: minor,
	disputedMinor: minor,
	promisedMinor: some,
	quietMinor: some,
	heldMinor: some,
	collectibleMinor: minor,
	state: fc.constantFrom('overdue', 'due_soon', 'disputed', 'promised', 'held'),
	daysLate: fc.option(fc.integer({ min: -90, max: 4000 })),
	disputes: fc.array(fc.constantFrom('LIT-2026-000001', 'LIT-2026-000002')),
	promiseBrokenOn: dayIn2026
} satisfies { [Part in keyof Required<DecisionItem>]: fc.Arbitrary<DecisionItem[Part]> };

const item: fc.Arbitrary<DecisionItem> = fc.record(parts, {
	requiredKeys: [
		...(['invoiceId', 'number', 'dueOn', 'currency', 'totalMinor', 'openMinor'] as const),
		...(['disputedMinor', 'collectibleMinor', 'state', 'daysLate', 'disputes'] as const)
	]
});

describe('the invoices of a stored decision', () => {
	test('are read back as they were, whatever their numbers look like', () => {
		fc.assert(
			fc.property(fc.array(item), (items) => {
				expect(unpackItems(packItems(items))).toEqual(items);
			})
		);
	});

	test('take one line each, without what equals what is open', () => {
		const line = packItems([
			{
				invoiceId: '0bb9238a-c2b6-81eb-b90f-74f8cea6f726',
				number: 'F-2026|7',
				dueOn: localDate('2026-02-13'),
				currency: 'EUR',
				totalMinor: 100_000n,
				openMinor: 100_000n,
				disputedMinor: 0n,
				collectibleMinor: 100_000n,
				state: 'overdue',
				daysLate: 18,
				disputes: []
			}
		]);
		expect(line).toBe(
			'0bb9238a-c2b6-81eb-b90f-74f8cea6f726|2026-02-13|18|EUR|100000||||overdue|||F-2026|7'
		);
	});

	test('written before promised and quiet parts were kept, are still read', () => {
		const line = 'i|2026-02-13|18|EUR|100000||25000|75000|overdue||LIT-2026-000001|F|7|8';
		expect(unpackItems(line)).toMatchObject([
			{ number: 'F|7|8', disputedMinor: 25_000n, collectibleMinor: 75_000n }
		]);
		expect(unpackItems(line)[0]).not.toHaveProperty('promisedMinor');
	});

	test('written by an older version, each an object, are still read', () => {
		fc.assert(
			fc.property(fc.array(item), (items) => {
				const decision = { items, collectible: [{ minor: 5n, currency: 'EUR' }] };
				expect(fromJson(toJson(decision))).toEqual(decision);
				expect(fromJson(JSON.parse(jsonText(packed(decision)).text))).toEqual(decision);
			})
		);
	});
});
