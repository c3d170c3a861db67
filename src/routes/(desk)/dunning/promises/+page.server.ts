import { redirect, type RequestEvent } from '@sveltejs/kit';
import { PROMISE_STANDINGS } from '$lib/domain/promises/standing';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../sent-form';

export const load = async (event) => {
	const wanted = event.url.searchParams.get('standing');
	const standing = PROMISE_STANDINGS.find((each) => each === wanted);
	return {
		...(await orPage(caller(event).desk.promises.list({ standing }))),
		standing: standing ?? null,
		done: event.url.searchParams.get('done')
	};
};

type Door = ReturnType<typeof caller>['desk'];

const action =
	(name: string, work: (door: Door, words: Record<string, string>) => Promise<void>) =>
	async (event: RequestEvent) => {
		const words = wordsIn(await event.request.formData());
		try {
			await work(caller(event).desk, words);
		} catch (thrown) {
			return refuse(thrown, { ...words, action: name });
		}
		redirect(303, `/dunning/promises?done=${name}`);
	};

export const actions = {
	decidePromise: action('decidePromise', (door, words) =>
		door.promises.decide({
			promiseId: words.promiseId ?? '',
			verdict: words.verdict as never,
			note: words.note
		})
	),
	withdrawPromise: action('withdrawPromise', (door, words) =>
		door.promises.withdraw({ promiseId: words.promiseId ?? '' })
	)
};
