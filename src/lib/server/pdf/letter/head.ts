import { PageSizes } from 'pdf-lib';
import { formatDayInFull } from '$lib/i18n/format';
import { LEFT, MUTED, RIGHT, type Sheet } from '../sheet';
import type { LetterFacts, LetterWords } from './facts';

const MM = 72 / 25.4;
const fromTop = (mm: number): number => PageSizes.A4[1] - mm * MM;

/**
 * French window envelope DL (110 × 220 mm, window on the right), sheet folded in three: 99 mm of paper
 * slide in 110 mm of envelope, so the address stays in what shows whichever way it slides. Two sources:
 * edics.fr, “rédiger vos adresses” (frame of 85 × 33 mm, 55 mm from the top and 110 mm from the left);
 * the sheet on NF Z 11-001 of Espace Jas de Bouffan (50 mm from the top, 110 mm from the right edge).
 * Nothing else is printed there.
 */
const WINDOW = { x: 110 * MM, top: fromTop(58.5), width: 85 * MM, size: 10, leading: 12 };

/** Who writes to whom, when and about what; gives the y below. */
export function drawHead(sheet: Sheet, facts: LetterFacts, words: LetterWords): number {
	const { sender, recipient, language } = facts;
	const below = sheet.text(sender.legalName, LEFT, fromTop(18), {
		size: 12,
		font: sheet.fonts.bold,
		width: 220
	});
	sheet.text(
		[sender.address, sender.registration, sender.phone, sender.email].filter(Boolean).join('\n'),
		LEFT,
		below,
		{ size: 8.5, colour: MUTED, width: 220 }
	);
	const address = [recipient.name, recipient.contact, recipient.address].filter(Boolean).join('\n');
	sheet.text(address, WINDOW.x, WINDOW.top, WINDOW);
	const y = fromTop(92);
	const place = placeOf(sender.address);
	const day = formatDayInFull(facts.on, language);
	sheet.text(place ? words('place_day', { place, day }) : day, RIGHT, y, {
		size: 9.5,
		right: true
	});
	if (facts.registered)
		sheet.text(words('registered'), LEFT, y + 14, { size: 9.5, font: sheet.fonts.bold });
	sheet.text(words('reference', { reference: facts.reference, code: recipient.code }), LEFT, y, {
		size: 8.5,
		colour: MUTED
	});
	return sheet.text(words('object', { subject: facts.subject }), LEFT, y - 26, {
		size: 10.5,
		font: sheet.fonts.bold,
		width: RIGHT - LEFT
	});
}

/** "12 rue des Lilas\n69003 Lyon" → "Lyon". */
const placeOf = (address: string): string =>
	/^\d{4,5}\s+(.+)$/m
		.exec(address)?.[1]
		?.replace(/\s+cedex.*$/i, '')
		.trim() ?? '';
