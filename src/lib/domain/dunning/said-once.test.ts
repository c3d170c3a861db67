import { describe, expect, it } from 'vitest';
import { localDate } from '../calendar';
import { saidOnce } from './said-once';

const item = (number: string, fields = {}) => ({
	...{ invoiceId: `id-${number}`, number, collectibleMinor: 100n },
	...fields
});
const report = (minor: bigint, ...numbers: string[]) => ({
	...{ on: localDate('2026-03-04'), amount: { minor, currency: 'EUR' } },
	invoiceIds: numbers.map((number) => `id-${number}`)
});
const said = (...asked: Parameters<typeof saidOnce>) =>
	[...saidOnce(...asked)].map(([id, all]) => [
		id,
		...all.map(({ amount, numbers }) => `${amount.minor} ${numbers.join('+')}`)
	]);

describe('what a customer said he paid', () => {
	it('for several invoices is said once, under the first of them, and names them', () => {
		expect(said([report(200n, 'A', 'B')], [item('A'), item('B'), item('C')])).toEqual([
			['id-A', '200 A+B']
		]);
	});

	it('is said of every report about one invoice, the earlier one too', () => {
		expect(said([report(10n, 'A'), report(20n, 'A')], [item('A')])).toEqual([
			['id-A', '10 ', '20 ']
		]);
	});

	it('stands where its invoice is asked for: what still rests, or is not asked for, says so itself', () => {
		const items = [item('A', { heldMinor: 50n }), item('B', { collectibleMinor: 0n }), item('C')];
		expect(said([report(10n, 'A'), report(20n, 'B')], items)).toEqual([]);
		expect(said([report(30n, 'A', 'C')], items)).toEqual([['id-C', '30 A+C']]);
	});

	it('names no invoice where the message lists one of its alone', () => {
		expect(said([report(30n, 'A', 'Z')], [item('A')])).toEqual([['id-A', '30 ']]);
	});
});
