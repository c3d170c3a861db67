import { mix, readable } from '$lib/domain/contrast';

/** The least favourable grounds of styles/tokens.css: paper by day, a surface by night. */
const GROUND = { light: '#fbfaf6', dark: '#1c2723' };

/** The colour an organisation chose, or ours where it is none. */
export const accentOf = (accent: string): string =>
	/^#[0-9a-f]{6}$/i.test(accent) ? accent : '#0f5c4d';

/**
 * The creditor's colour as the tokens of a page: kept when it can be read on paper, else darkened (or,
 * at night, lightened) until it can.
 */
export function accentTokens(accent: string): string {
	const chosen = accentOf(accent);
	const day = readable(chosen, GROUND.light, '#000000');
	const night = readable(chosen, GROUND.dark, '#ffffff');
	return [
		`--brand: light-dark(${day}, ${night})`,
		`--brand-hover: light-dark(${mix(day, '#000000', 0.22)}, ${mix(night, '#ffffff', 0.25)})`,
		`--brand-soft: light-dark(${mix(day, '#ffffff', 0.9)}, ${mix(night, GROUND.dark, 0.82)})`
	].join('; ');
}
