/** The letter's own green; templates are written with it, the creditor's colour takes its place. */
export const LETTER_GREEN = '#0f5c4d';
const PAPER = '#fbfaf6';

/** The creditor's colour, darkened until words in it (and white words on it) can be read: 4.5 to 1. */
export function readableAccent(colour: string): string {
	if (!/^#[0-9a-f]{6}$/i.test(colour)) return LETTER_GREEN;
	let accent = colour.toLowerCase();
	while ((luminance(PAPER) + 0.05) / (luminance(accent) + 0.05) < 4.5) accent = darker(accent);
	return accent;
}

const channels = (colour: string): number[] =>
	[1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

const darker = (colour: string): string =>
	'#' +
	channels(colour)
		.map((value) =>
			Math.floor(value * 0.93)
				.toString(16)
				.padStart(2, '0')
		)
		.join('');

function luminance(colour: string): number {
	const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
		const part = value / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
