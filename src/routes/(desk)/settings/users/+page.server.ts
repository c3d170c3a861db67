import type { Invited } from '$lib/domain/users/schema';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { actionsOf } from '../../page-action';

export const load = async (event) => ({
	...(await orPage(caller(event).desk.users.list())),
	done: event.url.searchParams.get('done')
});

/** What nobody may choose is refused by the procedure, which looks at every word again. */
const invitedIn = ({ email = '', name = '', role, team, language }: Record<string, string>) =>
	({ email, name, role, team, language }) as Invited;
const named = ({ invitationId = '' }: Record<string, string>) => ({ invitationId });

export const actions = actionsOf('/settings/users', {
	invite: (door, words) => door.users.invite(invitedIn(words)),
	inviteAgain: (door, words) => door.users.inviteAgain(named(words)),
	revokeInvitation: (door, words) => door.users.revokeInvitation(named(words))
});
