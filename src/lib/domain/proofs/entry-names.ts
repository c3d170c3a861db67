const LONGEST = 120;

/** What an archive is unpacked to on any system: no way out of its folder, no sign a disk refuses, no two alike. */
export function entryNames(): (folder: string, name: string) => string {
	const taken = new Set<string>();
	return (folder, name) => {
		const path = firstFree(taken, folder, safeName(name));
		taken.add(sameOnDisk(path));
		return path;
	};
}

function firstFree(taken: ReadonlySet<string>, folder: string, name: string): string {
	for (let number = 1; ; number++) {
		const path = `${folder}/${number === 1 ? name : numbered(name, number)}`;
		if (!taken.has(sameOnDisk(path))) return path;
	}
}

/** Two names are one file where case or the way an accent is written do not count. */
const sameOnDisk = (path: string): string => path.normalize('NFKC').toLowerCase();

function numbered(name: string, number: number): string {
	const [, stem = name, ending = ''] = /^(.+?)(\.[A-Za-z0-9]{1,5})?$/su.exec(name) ?? [];
	return `${stem} (${number})${ending}`;
}

/** Devices of Windows, which are no names of files there. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

export function safeName(name: string): string {
	const plain = name
		.normalize('NFC')
		.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, '')
		.replace(/[\\/:*?"<>|]/g, '-')
		.replace(/\s+/g, ' ')
		.replace(/^[. ]+|[. ]+$/g, '')
		.replace(DEVICE, '_$1');
	return shortened(plain).replace(/[. ]+$/, '') || 'document';
}

/** Whole characters; the ending says what it is. */
function shortened(name: string): string {
	const signs = [...name];
	return signs.length <= LONGEST
		? name
		: [...signs.slice(0, LONGEST - 20), ...signs.slice(-20)].join('');
}
