import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { actionsOf } from '../../page-action';

export const load = async (event) => ({
	answers: await orPage(caller(event).desk.answers.list()),
	done: event.url.searchParams.get('done')
});

export const actions = actionsOf('/settings/answers', {
	archive: (door, { id = '' }) => door.answers.archive({ id }),
	restore: (door, { id = '' }) => door.answers.restore({ id })
});
