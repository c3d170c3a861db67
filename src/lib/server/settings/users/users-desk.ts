import { z } from 'zod';
import { invitationInput, profileInput } from '$lib/domain/users/schema';
import { deskGate, deskProcedure, router } from '../../trpc/procedures';
import { changeUser } from './change-user';
import { disableUser, enableUser } from './disable-user';
import { inviteUser } from './invite-user';
import { resetSecondFactor } from './reset-second-factor';
import { inviteAgain, revokeInvitation } from './revoke-invitation';
import { userPage, usersPage } from './user-page';

const colleague = z.object({ userId: z.uuid() });
const invited = z.object({ invitationId: z.uuid() });
const manage = deskProcedure('users.manage');

/** Who may come in, and what as. */
export const usersDesk = router({
	list: manage.query(({ ctx }) => usersPage(ctx.unit)),
	show: manage.input(colleague).query(({ ctx, input }) => userPage(ctx.unit, input.userId)),
	invite: deskGate('users.manage')
		.input(invitationInput)
		.mutation(({ ctx, input }) => inviteUser(ctx.scope, input)),
	inviteAgain: manage.input(invited).mutation(({ ctx, input }) => inviteAgain(ctx.unit, input)),
	revokeInvitation: manage
		.input(invited)
		.mutation(({ ctx, input }) => revokeInvitation(ctx.unit, input)),
	change: manage
		.input(profileInput.extend(colleague.shape))
		.mutation(({ ctx, input }) => changeUser(ctx.unit, input)),
	disable: manage.input(colleague).mutation(({ ctx, input }) => disableUser(ctx.unit, input)),
	enable: manage.input(colleague).mutation(({ ctx, input }) => enableUser(ctx.unit, input)),
	resetFactor: manage
		.input(colleague)
		.mutation(({ ctx, input }) => resetSecondFactor(ctx.unit, input))
});
