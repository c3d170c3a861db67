/** Only a path of this application: `//elsewhere`, `/\elsewhere` and addresses go home. */
export function pathInside(next: string | null): string {
	const base = 'http://inside.invalid';
	if (!next?.startsWith('/') || !URL.canParse(next, base)) return '/';
	const { origin, pathname, search } = new URL(next, base);
	return origin === base && !pathname.startsWith('//') ? pathname + search : '/';
}
