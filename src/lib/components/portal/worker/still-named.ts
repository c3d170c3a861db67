/** Names of files, wherever they stand: in an address, an import, a header. */
const FILE_NAME = /[\w-]+(?:\.[\w-]+)+/g;

/**
 * Which of these files are named by a page, or by a file that one names.
 * @param pages what they say
 * @param files by address, with what each of them says
 */
export function stillNamed(
	pages: readonly string[],
	files: ReadonlyMap<string, string>
): ReadonlySet<string> {
	const byName = new Map([...files.keys()].map((address) => [nameOf(address), address]));
	const named = new Set<string>();
	const unread = [...pages];
	for (let text = unread.pop(); text !== undefined; text = unread.pop())
		for (const [name] of text.matchAll(FILE_NAME)) {
			const address = byName.get(name);
			if (address === undefined || named.has(address)) continue;
			named.add(address);
			unread.push(files.get(address)!);
		}
	return named;
}

const nameOf = (address: string): string => address.split('/').at(-1)!;
