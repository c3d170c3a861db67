import { z } from 'zod';
import { LANGUAGES } from '$lib/domain/language';
import { ALERT_TIMES } from '$lib/domain/users/alerts';
import { MAXIMUM_LENGTH } from '$lib/domain/users/password';
import { changeOwnAlerts } from '../settings/users/change-own-alerts';
import { changeOwnLanguage } from '../settings/users/change-own-language';
import { deskGate, deskProcedure, router } from '../trpc/procedures';
import { accountPage, endOtherSessions } from './account-page';
import { changePassword } from './change-password';
import { beginOwnFactor, confirmOwnFactor, removeOwnFactor, renewOwnCodes } from './own-factor';
import { forgetProposal } from './second-factor/propose';

/** Everybody on the staff reads cases: the account is his own whatever his role. */
const MINE = 'disputes.read';

const current = z.string().min(1).max(MAXIMUM_LENGTH);
/** Slow hashes and what is counted of guesses stay out of a transaction. */
const mine = deskGate(MINE);

export const accountDesk = router({
	show: deskProcedure(MINE).query(({ ctx }) => accountPage(ctx.unit, ctx.sessionId)),
	changeLanguage: deskProcedure(MINE)
		.input(z.object({ language: z.enum(LANGUAGES) }))
		.mutation(({ ctx, input }) => changeOwnLanguage(ctx.unit, input)),
	changeAlerts: deskProcedure(MINE)
		.input(z.object({ alerts: z.enum(ALERT_TIMES) }))
		.mutation(({ ctx, input }) => changeOwnAlerts(ctx.unit, input)),
	changePassword: mine
		.input(z.object({ current, password: z.string().max(MAXIMUM_LENGTH) }))
		.mutation(({ ctx, input }) => changePassword(ctx.scope, ctx.sessionId, input)),
	endOtherSessions: deskProcedure(MINE).mutation(({ ctx }) =>
		endOtherSessions(ctx.unit, ctx.sessionId)
	),

	beginFactor: mine
		.input(z.object({ current }))
		.mutation(({ ctx, input }) => beginOwnFactor(ctx.scope, input.current)),
	forgetProposal: deskProcedure(MINE).mutation(({ ctx: { unit } }) =>
		forgetProposal(unit, unit.scope.user.id)
	),
	/** Answers the recovery codes, for the only time. */
	confirmFactor: mine
		.input(z.object({ code: z.string().max(60) }))
		.mutation(({ ctx: { scope, sessionId, address }, input: { code } }) =>
			confirmOwnFactor(scope, { sessionId, address: address(), code })
		),
	removeFactor: mine
		.input(z.object({ current }))
		.mutation(({ ctx, input }) => removeOwnFactor(ctx.scope, input.current)),
	renewCodes: mine
		.input(z.object({ current }))
		.mutation(({ ctx, input }) => renewOwnCodes(ctx.scope, input.current))
});
