import { baseOf, copyOf, tokenIn } from './addresses';

/** A page kept on the device, with whose account it is (outbox-owner). */
export interface Copy {
	/** Under which it is kept. */
	url: URL;
	/** Empty when the page does not say it. */
	mark: string;
}
export interface KeptCopy extends Copy {
	/** Milliseconds since 1970. */
	keptAt: number;
}

/** Of another account, or the same page through another link of this one; a link's list of what waits stays. */
export function isReplacedBy(shown: Copy, kept: Copy): boolean {
	if (tokenIn(kept.url) === tokenIn(shown.url)) return false;
	if (!kept.mark || kept.mark !== shown.mark) return true;
	const page = pageOf(kept.url);
	return page === pageOf(shown.url) && page !== '/outbox';
}

/** Where another link of the same account shows the page; null when none of them does. */
export function throughAnother({ url, mark }: Copy, kept: readonly Copy[]): string | null {
	const same = kept.find(
		(copy) =>
			Boolean(mark) &&
			copy.mark === mark &&
			tokenIn(copy.url) !== tokenIn(url) &&
			pageOf(copy.url) === pageOf(url)
	);
	if (!same) return null;
	const base = baseOf(same.url.pathname);
	return new URL(base + url.href.slice((url.origin + baseOf(url.pathname)).length), url).href;
}

/** What is behind the link: the same for each link of an account. */
const pageOf = (url: URL): string => copyOf(url).slice(baseOf(url.pathname).length);
