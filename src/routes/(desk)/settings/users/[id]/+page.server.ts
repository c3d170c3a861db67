import type { Profile } from '$lib/domain/users/schema';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { actionsOf } from '../../../page-action';

export const load = async (event) => ({
	...(await orPage(caller(event).desk.users.show({ userId: event.params.id }))),
	done: event.url.searchParams.get('done')
});

/** The page names its colleague in every form: one that was left open acts on nobody else. */
const named = ({ userId = '' }: Record<string, string>) => ({ userId });
const profileIn = ({ name = '', role, team, language }: Record<string, string>) =>
	({ name, role, team, language }) as Profile;

export const actions = actionsOf((event) => `/settings/users/${event.params.id ?? ''}`, {
	change: (door, words) => door.users.change({ ...named(words), ...profileIn(words) }),
	disable: (door, words) => door.users.disable(named(words)),
	enable: (door, words) => door.users.enable(named(words)),
	resetFactor: (door, words) => door.users.resetFactor(named(words))
});
