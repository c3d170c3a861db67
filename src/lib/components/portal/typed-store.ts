/** Where a form waits, files too, while its page is fetched in another language. */
export const TYPED = 'typed';
/** Tells the page that comes that it has words to take back: what is left behind by one that never came is not. */
const MARK = 'entendu-typed';

/** @throws where the browser keeps nothing */
export async function keepTyped(form: FormData): Promise<void> {
	const store = await caches.open(TYPED);
	await store.put(location.pathname, new Response(form));
	sessionStorage.setItem(MARK, location.pathname);
}

/** Once. */
export async function takeTyped(): Promise<FormData | null> {
	if (sessionStorage.getItem(MARK) !== location.pathname) return null;
	sessionStorage.removeItem(MARK);
	const store = await caches.open(TYPED);
	const kept = await store.match(location.pathname);
	await store.delete(location.pathname);
	return (await kept?.formData()) ?? null;
}
