const LONGEST = 200;

/** Endings a name may keep for what the file really is. */
const ENDINGS: Record<string, readonly string[]> = {
	'image/jpeg': ['jpg', 'jpeg'],
	'image/png': ['png'],
	'image/webp': ['webp'],
	'application/pdf': ['pdf']
};

/** The sender's name for a file: data for people, never a path. Signs nobody sees or that turn the text around are gone. */
export function shownName(name: string): string {
	const visible = name
		.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, '')
		.replace(/\s+/g, ' ')
		.trim();
	return shortened(visible) || 'document';
}

/** The name a device saves it under: its ending says what it is. */
export function savedName(name: string, mime: string): string {
	const safe = shownName(name)
		.replace(/[\\/:*?"<>|]/g, '-')
		.replace(/^\.+/, '');
	const endings = ENDINGS[mime] ?? [];
	const ending = /\.([a-z0-9]+)$/i.exec(safe)?.[1]?.toLowerCase() ?? '';
	return endings.length === 0 || endings.includes(ending) ? safe : `${safe}.${endings[0]}`;
}

/** Cut in the middle, so that the ending stays readable; whole characters only. */
function shortened(name: string): string {
	const characters = [...name];
	if (characters.length <= LONGEST) return name;
	return [...characters.slice(0, LONGEST - 21), '…', ...characters.slice(-20)].join('');
}
