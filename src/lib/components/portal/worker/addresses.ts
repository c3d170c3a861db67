/** `/p/<token>` of any of a customer's pages. */
export const baseOf = (path: string): string => path.split('/', 3).join('/');

export const tokenIn = ({ pathname }: Pick<URL, 'pathname'>): string | null =>
	/^\/p\/([A-Za-z0-9_-]{43})(\/|$)/.exec(pathname)?.[1] ?? null;

/** Files, PDFs and the manifest are asked for anew each time. */
export const isKept = ({ pathname }: Pick<URL, 'pathname'>): boolean =>
	!/\/(attachments|uploads|pdf|logo|icon)(\/|$)|\.(pdf|xlsx|csv)$|__data\.json|manifest/.test(
		pathname
	);

/**
 * Under which address the copy of a page is kept. Which invoices it was opened for belongs to it; a message
 * of a moment ("sent"), a search and a page of a list do not.
 */
export function copyOf({ pathname, searchParams }: Pick<URL, 'pathname' | 'searchParams'>): string {
	const invoices = searchParams.getAll('invoice').map((id) => ['invoice', id]);
	return `${pathname}${invoices.length ? `?${new URLSearchParams(invoices)}` : ''}`;
}

/** It says a thing of a moment: kept, it would be shown in place of the form or the list of that address. */
export const isOfAMoment = ({ searchParams }: Pick<URL, 'searchParams'>): boolean =>
	[...searchParams.keys()].some((name) => name !== 'invoice');

/** The part of the account that is asked for anew with each visit: not worth a request of its own. */
export const isAccount = (url: Pick<URL, 'pathname'>): boolean =>
	url.pathname === baseOf(url.pathname);

/** Style sheets ask for their fonts themselves, and the script that begins a form for the form's own. */
export const isForCustomers = ({ referrer, destination }: Request): boolean =>
	destination === 'font' ||
	/^\/(p\/|offline|wake\.js)/.test(referrer && new URL(referrer).pathname);
