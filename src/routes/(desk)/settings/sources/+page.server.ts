import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { orNone } from '../../form';
import { actionsOf } from '../../page-action';

export const load = async (event) => ({
	...(await orPage(caller(event).desk.sources.list())),
	done: event.url.searchParams.get('done')
});

export const actions = actionsOf('/settings/sources', {
	declare: (door, words) =>
		door.sources.declare({
			name: words.name ?? '',
			kind: words.kind as never,
			profileId: orNone(words.profileId) ?? null,
			maximumAgeHours: Number(words.maximumAgeHours)
		}),
	beat: (door, { sourceId = '' }) => door.sources.beat({ sourceId }),
	remove: (door, { sourceId = '' }) => door.sources.remove({ sourceId })
});
