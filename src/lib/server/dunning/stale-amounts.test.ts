import { describe, expect, test } from 'vitest';
import { money } from '$lib/domain/money';
import { staleAmounts } from './stale-amounts';

const account = (...minors: bigint[]) => ({
	items: minors.map((minor) => ({
		currency: 'EUR',
		collectibleMinor: minor,
		disputedMinor: 0n
	})),
	collectible: [
		money(
			minors.reduce((sum, minor) => sum + minor, 0n),
			'EUR'
		)
	],
	overdue: [],
	disputed: []
});
const said = (body: string) => ({ subject: '', body, closing: '' });

describe('amounts in typed words', () => {
	test('are stale once the account says another one', () => {
		const words = said('Vous devez 1 250,00 € à ce jour.');
		expect(staleAmounts(words, account(125_000n), account(125_000n), 'fr')).toEqual([]);
		expect(staleAmounts(words, account(125_000n), account(25_000n), 'fr')).toHaveLength(1);
	});

	test('are not confused with a longer one that ends the same way', () => {
		const words = said('Vous devez 1 250,00 € à ce jour.');
		expect(staleAmounts(words, account(25_000n, 100_000n), account(125_000n), 'fr')).toEqual([]);
		expect(
			staleAmounts(said('Il reste 250,00 € de 1 250,00 €'), account(25_000n), account(1n), 'fr')
		).toHaveLength(1);
	});

	test('are the reader’s: in English as English writes them', () => {
		const words = said('You owe €1,250.00 today.');
		expect(staleAmounts(words, account(125_000n), account(1n), 'en')).toEqual(['€1,250.00']);
		expect(staleAmounts(said('You owe a lot.'), account(125_000n), account(1n), 'en')).toEqual([]);
	});
});
