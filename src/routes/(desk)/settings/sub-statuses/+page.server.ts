import { byLanguage } from '$lib/domain/language';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { actionsOf } from '../../page-action';

export const load = async (event) => ({
	all: await orPage(caller(event).desk.subStatuses.edit()),
	done: event.url.searchParams.get('done')
});

type Words = Record<string, string>;
const labelsIn = (words: Words) => byLanguage((language) => words[`labels.${language}`] ?? '');

export const actions = actionsOf('/settings/sub-statuses', {
	add: (door, words) =>
		door.subStatuses.add({ status: words.status as never, labels: labelsIn(words) }),
	change: (door, words) => door.subStatuses.change({ id: words.id ?? '', labels: labelsIn(words) }),
	move: (door, { id = '', direction }) =>
		door.subStatuses.move({ id, direction: direction as never }),
	archive: (door, { id = '' }) => door.subStatuses.archive({ id }),
	restore: (door, { id = '' }) => door.subStatuses.restore({ id })
});
