import { z } from 'zod';
import { linkPolicy } from '$lib/domain/link-life';
import { changeLinkPolicy, linkPolicyOf } from '../settings/change-link-policy';
import { deskProcedure, router } from '../trpc/procedures';
import { openLinkCounts } from './link-queries';
import { revokeAccountLinks } from './revoke-account-links';

/** How long links live, and closing those that are open. */
export const linksDesk = router({
	policy: deskProcedure('settings.manage').query(async ({ ctx: { unit } }) => ({
		...(await linkPolicyOf(unit)),
		open: await openLinkCounts(unit)
	})),
	change: deskProcedure('settings.manage')
		.input(linkPolicy)
		.mutation(({ ctx, input }) => changeLinkPolicy(ctx.unit, input)),
	revoke: deskProcedure('settings.manage')
		.input(z.object({ code: z.string().trim().min(1).max(100).nullable() }))
		.mutation(({ ctx, input }) => revokeAccountLinks(ctx.unit, input.code))
});
