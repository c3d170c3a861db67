const LONGEST = 80;

/**
 * The name of whoever writes through somebody else's link, as it was typed; null when nobody was named, or
 * the holder himself.
 */
export function actingName(typed: string | null | undefined, holder: string): string | null {
	const name = (typed ?? '')
		.replace(/\p{C}/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, LONGEST)
		.trim();
	return name === '' || sameName(name, holder) ? null : name;
}

const sameName = (a: string, b: string): boolean =>
	a.localeCompare(b.trim(), undefined, { sensitivity: 'base' }) === 0;
