import { describe, expect, test } from 'vitest';
import { countFates } from '$lib/domain/intake/flag-fate';
import { flagWords } from './flag-words';
import { runInLanguage } from './run-in';

const counts = { opens: 2, settled: 1, in_dispute: 3, closed: 1 };

describe('what becomes of the disputes of a file', () => {
	test('in French, before the import', () => {
		expect(runInLanguage('fr', () => flagWords(counts, false))).toEqual({
			opens: '2 litiges seront ouverts.',
			others: [
				'1 facture signalée est déjà soldée\u00a0: il ne reste rien à contester.',
				'3 factures signalées ont déjà un litige en cours.',
				'1 facture signalée a eu un litige, ouvert par un import précédent puis clos\u00a0: il n’est pas rouvert.'
			]
		});
	});

	test('in English, after it', () => {
		expect(runInLanguage('en', () => flagWords(counts, true))).toEqual({
			opens: '2 cases were opened.',
			others: [
				'1 marked invoice is already settled, so there is nothing left to dispute.',
				'3 marked invoices already have an open case.',
				'1 marked invoice had a case from an earlier import. It was closed and stays closed.'
			]
		});
	});

	test('says that no case is opened when every flag has its reason', () => {
		const words = runInLanguage('en', () => flagWords({ ...countFates([]), settled: 2 }, false));
		expect(words).toEqual({
			opens: 'No case will be opened.',
			others: ['2 marked invoices are already settled, so there is nothing left to dispute.']
		});
	});

	test('says nothing about a file without disputes', () => {
		expect(flagWords(countFates([]), false)).toBeNull();
	});
});
