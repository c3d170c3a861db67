/** The same list with some things changed; another list begins at its first page, in the same language. */
export function addressWith(url: URL, changes: Record<string, string>): string {
	const asked = new URLSearchParams(url.searchParams);
	asked.delete('page');
	asked.delete('lang');
	for (const [name, value] of Object.entries(changes)) {
		if (value) asked.set(name, value);
		else asked.delete(name);
	}
	return `${url.pathname}${asked.size ? `?${asked}` : ''}`;
}
