import { expect, test } from 'vitest';
import { subStatusWords } from './sub-status-words';

const LAB = { fr: 'Au laboratoire', en: 'At the laboratory' };

test('a step of the house is told by its name, and none by a word', () => {
	expect(subStatusWords({ before: null, after: LAB })).toBe(
		'Sous-statut\u00a0: aucun → Au laboratoire'
	);
	expect(subStatusWords({ before: LAB, after: { fr: 'Chez le transporteur' } })).toBe(
		'Sous-statut\u00a0: Au laboratoire → Chez le transporteur'
	);
	expect(subStatusWords({ before: LAB })).toBe('Sous-statut\u00a0: Au laboratoire → aucun');
});
