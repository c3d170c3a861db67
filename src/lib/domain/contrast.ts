/** WCAG AA for text is 4.5; the rest is for its own soft tint as a ground. */
const READABLE = 5.2;

/** `color` moved `towards` black or white until it can be read on `ground`; all #rrggbb. */
export function readable(color: string, ground: string, towards: string): string {
	let share = 0;
	while (contrast(mix(color, towards, share), ground) < READABLE && share < 1) share += 0.04;
	return mix(color, towards, Math.min(1, share));
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
export function contrast(a: string, b: string): number {
	const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
	return (light + 0.05) / (dark + 0.05);
}

const luminance = (color: string): number => {
	const [r = 0, g = 0, b = 0] = channels(color).map((value) => {
		const part = value / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const channels = (color: string): number[] =>
	[1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));

/** `share` of `other` in `color`, both #rrggbb. */
export const mix = (color: string, other: string, share: number): string => {
	const [from, to] = [channels(color), channels(other)];
	return `#${from
		.map((value, index) =>
			Math.round(value + (to[index]! - value) * share)
				.toString(16)
				.padStart(2, '0')
		)
		.join('')}`;
};
