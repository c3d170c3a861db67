/** A person tells two scenarios apart by their names, however these are typed. */
export const isSameName = (a: string, b: string): boolean =>
	a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();

/** The name itself, or the first of "name (2)", "name (3)" … that nobody bears. */
export function freeName(name: string, taken: readonly string[], longest: number): string {
	const isFree = (wanted: string): boolean => !taken.some((one) => isSameName(one, wanted));
	for (let n = 1; ; n++) {
		const suffix = n === 1 ? '' : ` (${n})`;
		const wanted = `${name.slice(0, longest - suffix.length).trimEnd()}${suffix}`;
		if (isFree(wanted)) return wanted;
	}
}
