import { PageSizes } from 'pdf-lib';
import { formatDay } from '$lib/i18n/format';
import { LEFT, MUTED, RIGHT, type Sheet } from '../sheet';
import type { LetterFacts, LetterWords } from './facts';

const MM = 72 / 25.4;
const fromTop = (mm: number): number => PageSizes.A4[1] - mm * MM;

/**
 * French window envelope DL (110 × 220 mm, window on the right), sheet folded in three: the window
 * shows about 100–200 mm from the left and 45–80 mm from the top. The address stays well inside,
 * and nothing else is printed there.
 */
const WINDOW = { x: 110 * MM, top: fromTop(52), width: 80 * MM };

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
	sheet.text(address, WINDOW.x, WINDOW.top, { size: 10.5, width: WINDOW.width });
	const y = fromTop(92);
	const place = placeOf(sender.address);
	const day = formatDay(facts.on, language);
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
