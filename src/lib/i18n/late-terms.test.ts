import { expect, test } from 'vitest';
import { money } from '$lib/domain/money';
import { lateTermsWords } from './late-terms';

const terms = {
	law: 'gb' as const,
	legalRates: [],
	agreedRates: [],
	legalFees: [money(4_000n, 'GBP')],
	agreedFees: []
};

test('a British letter names every fixed sum with the size of its debt, whichever it asks for', () => {
	expect(lateTermsWords(terms, 'en')).toEqual([
		'Fixed sum for recovery costs (section 5A of the 1998 Act), per late invoice by the size of the debt: £40.00 below £1,000.00, £70.00 from £1,000.00 or £100.00 from £10,000.00.'
	]);
	const [french] = lateTermsWords(terms, 'fr');
	for (const sum of ['40,00', '70,00', '100,00']) expect(french).toContain(sum);
});

test.each([
	['de', '§ 288 Abs. 2 BGB', '§ 288 Abs. 5 BGB'],
	['es', 'Ley 3/2004, art. 7', 'Ley 3/2004, art. 8']
] as const)('a letter from a company in %s names the articles of its own law', (law, rate, fee) => {
	const words = lateTermsWords(
		{ ...terms, law, legalRates: [1_027], legalFees: [money(4_000n, 'EUR')] },
		law
	);
	expect(words).toHaveLength(2);
	expect(words[0]).toContain(rate);
	expect(words[1]).toContain(fee);
	expect(words.join(' ')).not.toMatch(/L441|1998|undefined|letters_/);
});
