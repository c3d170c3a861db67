/** A sentence of the screen with what stands in it. */
export const filled = (words: string | undefined, values: Record<string, string>): string =>
	(words ?? '').replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
