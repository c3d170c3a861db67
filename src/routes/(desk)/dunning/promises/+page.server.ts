import { PROMISE_STANDINGS } from '$lib/domain/promises/standing';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { actionsOf } from '../../page-action';

export const load = async (event) => {
	const wanted = event.url.searchParams.get('standing');
	const standing = PROMISE_STANDINGS.find((each) => each === wanted);
	return {
		...(await orPage(caller(event).desk.promises.list({ standing }))),
		standing: standing ?? null,
		done: event.url.searchParams.get('done')
	};
};

export const actions = actionsOf('/dunning/promises', {
	decidePromise: (door, words) =>
		door.promises.decide({
			promiseId: words.promiseId ?? '',
			verdict: words.verdict as never,
			note: words.note
		}),
	withdrawPromise: (door, words) => door.promises.withdraw({ promiseId: words.promiseId ?? '' })
});
