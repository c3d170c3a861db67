import { z } from 'zod';
import { signInAboveInput } from '$lib/domain/disputes/sign-in-above';
import { linkPolicy } from '$lib/domain/link-life';
import { changeLinkPolicy, linkPolicyOf } from '../settings/change-link-policy';
import { changeSignInAbove, signInLimitsOf } from '../settings/change-sign-in-above';
import { deskProcedure, router } from '../trpc/procedures';
import { openLinkCounts } from './link-queries';
import { revokeAccountLinks } from './revoke-account-links';

/** How long links live, and closing those that are open. */
export const linksDesk = router({
	policy: deskProcedure('settings.manage').query(async ({ ctx: { unit } }) => ({
		...(await linkPolicyOf(unit)),
		signIn: await signInLimitsOf(unit),
		open: await openLinkCounts(unit)
	})),
	change: deskProcedure('settings.manage')
		.input(linkPolicy)
		.mutation(({ ctx, input }) => changeLinkPolicy(ctx.unit, input)),
	changeSignIn: deskProcedure('settings.manage')
		.input(signInAboveInput)
		.mutation(({ ctx, input }) => changeSignInAbove(ctx.unit, input)),
	revoke: deskProcedure('settings.manage')
		.input(z.object({ code: z.string().trim().min(1).max(100).nullable() }))
		.mutation(({ ctx, input }) => revokeAccountLinks(ctx.unit, input.code))
});
