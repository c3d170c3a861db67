/** static/shrink.js: the forms without a framework draw their photos by the same rule. */
const RULE = '/shrink.js';

const drawn = new WeakMap<File, Promise<File>>();

/**
 * A photo drawn again. The file itself when that cannot be done here: then the server does it. Asked twice,
 * it is drawn once.
 */
export function shrink(file: File): Promise<File> {
	const known = drawn.get(file) ?? redrawn(file).catch(() => file);
	drawn.set(file, known);
	return known;
}

async function redrawn(file: File): Promise<File> {
	if (!file.type.startsWith('image/')) return file;
	const rule = (await import(/* @vite-ignore */ RULE)) as { redrawn(file: File): Promise<File> };
	return rule.redrawn(file);
}
