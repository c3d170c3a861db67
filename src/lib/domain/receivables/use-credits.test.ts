import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useCredits, type FreeCredit, type StatedSettlement } from './use-credits';

const settlement = (minor: bigint, fields: Partial<StatedSettlement> = {}): StatedSettlement => ({
	invoiceId: 'invoice',
	customerId: 'c1',
	currency: 'EUR',
	minor,
	...fields
});
const credit = (id: string, freeMinor: bigint, fields: Partial<FreeCredit> = {}): FreeCredit => ({
	id,
	customerId: 'c1',
	currency: 'EUR',
	freeMinor,
	...fields
});
const used = (...given: Parameters<typeof useCredits>) =>
	useCredits(...given).map(({ invoiceId, credit: { id }, minor }) => [invoiceId, id, minor]);

describe('what the books settled', () => {
	it('is the credit note that was known, before it is new money', () => {
		expect(used([settlement(250n)], [credit('AV', 200n)])).toEqual([['invoice', 'AV', 200n]]);
		expect(used([settlement(150n)], [credit('AV', 200n)])).toEqual([['invoice', 'AV', 150n]]);
	});

	it('takes each credit once, however many invoices were settled', () => {
		const both = [settlement(150n), settlement(150n, { invoiceId: 'second' })];
		expect(used(both, [credit('AV', 200n), credit('leftover', 500n)])).toEqual([
			['invoice', 'AV', 150n],
			['second', 'AV', 50n],
			['second', 'leftover', 100n]
		]);
	});

	it('is never a credit of somebody else, or of another currency', () => {
		const credits = [
			credit('theirs', 200n, { customerId: 'c2' }),
			credit('usd', 200n, { currency: 'USD' })
		];
		expect(used([settlement(150n)], credits)).toEqual([]);
	});
});

describe('properties', () => {
	const who = { customerId: fc.constantFrom('c1', 'c2'), currency: fc.constantFrom('EUR', 'USD') };
	const minor = fc.bigInt({ min: 0n, max: 1000n });
	const settlements = fc
		.array(fc.record({ ...who, minor }), { maxLength: 6 })
		.map((all) => all.map((one, index) => ({ ...one, invoiceId: `i${index}` })));
	const credits = fc
		.array(fc.record({ ...who, freeMinor: minor }), { maxLength: 6 })
		.map((all) => all.map((one, index) => ({ ...one, id: `a${index}` })));
	const sum = (all: readonly bigint[]) => all.reduce((total, one) => total + one, 0n);

	it('new money is made up only once nothing known is left: no sum is deducted twice', () => {
		fc.assert(
			fc.property(settlements, credits, (stated, known) => {
				const uses = useCredits(stated, known);
				for (const one of [...stated, ...known]) {
					const isTheirs = (row: { customerId: string; currency: string }) =>
						row.customerId === one.customerId && row.currency === one.currency;
					const settled = sum(stated.filter(isTheirs).map((row) => row.minor));
					const free = sum(known.filter(isTheirs).map((row) => row.freeMinor));
					const taken = sum(uses.filter((use) => isTheirs(use.credit)).map((use) => use.minor));
					expect(taken).toBe(settled < free ? settled : free);
				}
			})
		);
	});

	it('takes no more than an invoice was settled by, nor than a credit has left', () => {
		fc.assert(
			fc.property(settlements, credits, (stated, known) => {
				const uses = useCredits(stated, known);
				for (const { invoiceId, minor: settled } of stated)
					expect(
						sum(uses.filter((use) => use.invoiceId === invoiceId).map((use) => use.minor)) <=
							settled
					).toBe(true);
				for (const { id, freeMinor } of known)
					expect(
						sum(uses.filter((use) => use.credit.id === id).map((use) => use.minor)) <= freeMinor
					).toBe(true);
			})
		);
	});
});
