import { z } from 'zod';
import { publicProcedure, router } from '../trpc/procedures';
import { creditorOfLink, openLink } from './links';
import { renewByEmail, renewByToken } from './renew-link';
import { renewResolverLinksOf } from './renew-resolver-link';

/** Before a link has opened anything: is it alive, and how to get a living one. */
export const linksDoor = router({
	/** @throws link_unknown, link_expired, link_revoked */
	state: publicProcedure
		.input(z.object({ token: z.string().max(200), kind: z.enum(['portal', 'resolver']) }))
		.query(async ({ input }) => {
			await openLink(input.token, input.kind);
			return 'open' as const;
		}),

	/** Whose link this was; null for one that nobody ever made. */
	creditor: publicProcedure
		.input(z.object({ token: z.string().max(200) }))
		.query(({ input }) => creditorOfLink(input.token)),

	/** Answers nothing, whatever it found. */
	renew: publicProcedure
		.input(
			z.union([
				z.object({ token: z.string().min(1).max(200) }),
				z.object({
					email: z.email().max(254),
					kind: z.enum(['portal', 'resolver']).default('portal')
				})
			])
		)
		.mutation(async ({ input }) => {
			if ('token' in input) await renewByToken(input.token);
			else if (input.kind === 'resolver') await renewResolverLinksOf(input.email);
			else await renewByEmail(input.email);
		})
});
