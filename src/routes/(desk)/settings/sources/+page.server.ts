import { redirect, type RequestEvent } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../sent-form';
import { orNone } from '../../form';

export const load = async (event) => ({
	...(await orPage(caller(event).desk.sources.list())),
	done: event.url.searchParams.get('done')
});

type Door = ReturnType<typeof caller>['desk'];

const action =
	(name: string, work: (door: Door, words: Record<string, string>) => Promise<unknown>) =>
	async (event: RequestEvent) => {
		const words = wordsIn(await event.request.formData());
		try {
			await work(caller(event).desk, words);
		} catch (thrown) {
			return refuse(thrown, { ...words, action: name });
		}
		redirect(303, `/settings/sources?done=${name}`);
	};

export const actions = {
	declare: action('declare', (door, words) =>
		door.sources.declare({
			name: words.name ?? '',
			kind: words.kind as never,
			profileId: orNone(words.profileId) ?? null,
			maximumAgeHours: Number(words.maximumAgeHours)
		})
	),
	beat: action('beat', (door, { sourceId = '' }) => door.sources.beat({ sourceId })),
	remove: action('remove', (door, { sourceId = '' }) => door.sources.remove({ sourceId }))
};
