/** Where a form waits, files too, while its page is fetched in another language. */
export const TYPED = 'typed';
/** Tells the page that comes that it has words to take back: what is left behind by one that never came is not. */
const MARK = 'entendu-typed';

/**
 * @param invoices only a page about the same ones takes it back; left out, the next one does
 * @throws where the browser keeps nothing
 */
export async function keepTyped(form: FormData, invoices?: readonly string[]): Promise<void> {
	const store = await caches.open(TYPED);
	await store.put(location.pathname, new Response(form));
	sessionStorage.setItem(MARK, markOf(invoices));
}

/** Something waits for a page to take it back. */
export function hasTyped(): boolean {
	try {
		return sessionStorage.getItem(MARK) !== null;
	} catch {
		// A browser that keeps nothing.
		return false;
	}
}

/** Once, by the page about these invoices. */
export async function takeTyped(invoices: readonly string[]): Promise<FormData | null> {
	const mark = sessionStorage.getItem(MARK);
	if (mark === null || ![markOf(), markOf(invoices)].includes(mark)) return null;
	sessionStorage.removeItem(MARK);
	const store = await caches.open(TYPED);
	const kept = await store.match(location.pathname);
	await store.delete(location.pathname);
	return (await kept?.formData()) ?? null;
}

const markOf = (invoices?: readonly string[]): string =>
	[location.pathname, ...(invoices ? ['', ...[...invoices].sort()] : [])].join(' ');
