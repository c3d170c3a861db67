/** static/shrink.js: the forms without a framework look at their files by the same rule. */
const RULE = '/shrink.js';

export interface Looked {
	/** A photo drawn again; the file itself when that cannot be done here: then the server does it. */
	file: File;
	/** No photo or paper that opens here, whatever its name says. It may be sent: the server decides. */
	isBroken: boolean;
}

const seen = new WeakMap<File, Promise<Looked>>();

/** Asked twice, it is looked at and drawn once. */
export function lookAt(file: File): Promise<Looked> {
	const known = seen.get(file) ?? byTheRule(file).catch(() => ({ file, isBroken: false }));
	seen.set(file, known);
	return known;
}

export const shrink = async (file: File): Promise<File> => (await lookAt(file)).file;

async function byTheRule(file: File): Promise<Looked> {
	const rule = (await import(/* @vite-ignore */ RULE)) as { looked(file: File): Promise<Looked> };
	return rule.looked(file);
}
