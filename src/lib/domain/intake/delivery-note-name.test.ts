import { expect, it } from 'vitest';
import { deliveryNoteFor } from './delivery-note-name';

it.each([
	['BL FA-2026-0431.pdf', 'FA-2026-0431'],
	['BL_C-12_CMD-77.pdf', 'C-12_CMD-77'],
	['bl-FA-1.PDF', 'FA-1'],
	['Bon de livraison FA-1.pdf', 'FA-1'],
	['delivery_note_INV-7.pdf', 'INV-7'],
	['DN-INV-7.pdf', 'INV-7'],
	['FA-2026-0431.pdf', null],
	['BL.pdf', null],
	['BL-4711.pdf', null]
])('%s is about %s', (name, about) => {
	expect(deliveryNoteFor(name).about).toBe(about);
});

it('may be announced by the whole of its name, or by what follows the prefix', () => {
	expect(deliveryNoteFor('BL-4711.pdf').references).toEqual(['BL-4711', '4711']);
	expect(deliveryNoteFor('LIV 88.PDF').references).toEqual(['LIV 88']);
	expect(deliveryNoteFor('.pdf').references).toEqual([]);
});
