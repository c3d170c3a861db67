import type { Waiting } from './outbox-item';
import { baseOf } from './worker/addresses';

/** Whose page it is: on a shared device each sees, sends and deletes what is of its own account. */
export interface Owner {
	/** `/p/<token>` */
	base: string;
	/** Names the customer without saying who it is; empty when the device does not know it. */
	mark: string;
}

/** Written through this very link, or through another one of the same account. */
export const isOf = (item: Pick<Waiting, 'url' | 'mark'>, { base, mark }: Owner): boolean =>
	baseOf(item.url) === base || (Boolean(item.mark) && item.mark === mark);

/** The same form, at the same place of another link to the same account. */
export const through = (base: string, item: Waiting): Waiting => ({
	...item,
	url: base + item.url.slice(baseOf(item.url).length)
});
