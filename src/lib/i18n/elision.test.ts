import { expect, it } from 'vitest';
import { elided } from './elision';

it('« de » loses its e before a vowel or an h, accents or not', () => {
	expect(elided('La facture de Épicerie Roux est échue', 'Épicerie Roux')).toBe(
		'La facture d’Épicerie Roux est échue'
	);
	expect(elided('le compte de Hôtel du Parc', 'Hôtel du Parc')).toBe('le compte d’Hôtel du Parc');
});

it('elsewhere nothing changes', () => {
	expect(elided('La facture de Boulangerie Roux', 'Boulangerie Roux')).toBe(
		'La facture de Boulangerie Roux'
	);
	expect(elided('Épicerie Roux reste à relancer', 'Épicerie Roux')).toBe(
		'Épicerie Roux reste à relancer'
	);
});
