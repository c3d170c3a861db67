import type { RequestEvent } from '@sveltejs/kit';
import { PROMISE_STANDINGS } from '$lib/domain/promises/standing';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { actionsOf } from '../../page-action';

export const load = async (event) => {
	const standing = standingIn(event.url);
	return {
		...(await orPage(caller(event).desk.promises.list({ standing }))),
		standing: standing ?? null,
		done: event.url.searchParams.get('done')
	};
};

const standingIn = ({ searchParams }: URL) =>
	PROMISE_STANDINGS.find((each) => each === searchParams.get('standing'));

/** The same filter as before. */
function pageAfter({ url }: RequestEvent): string {
	const standing = standingIn(url);
	return standing ? `/dunning/promises?standing=${standing}` : '/dunning/promises';
}

export const actions = actionsOf(pageAfter, {
	decidePromise: (door, words) =>
		door.promises.decide({
			promiseId: words.promiseId ?? '',
			verdict: words.verdict as never,
			note: words.note
		}),
	withdrawPromise: (door, words) =>
		door.promises.withdraw({
			promiseId: words.promiseId ?? '',
			because: words.because === 'by_mistake' ? 'by_mistake' : 'taken_back'
		})
});
