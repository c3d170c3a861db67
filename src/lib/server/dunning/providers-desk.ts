import { z } from 'zod';
import { can } from '$lib/domain/access';
import { AppError } from '$lib/domain/errors';
import type { DeskScope, Scope } from '../auth/scope';
import { stopUsingProvider } from './stop-using-provider';
import { deskProcedure, publicProcedure, router } from '../trpc/procedures';
import { callbackUrl, PROVIDER_CHANNELS, providersInUse } from '../delivery/providers/queries';
import { setProvider } from '../delivery/providers/set-provider';
import { tryProvider } from '../delivery/providers/try-provider';

const channel = z.enum(PROVIDER_CHANNELS);
/** Short enough to be guessed is no secret. */
const secret = z.string().trim().min(24).max(200);

export const providersDesk = router({
	list: deskProcedure('settings.manage').query(async ({ ctx: { unit } }) =>
		(await providersInUse(unit)).map((found) => ({
			...found,
			callback: callbackUrl(unit.scope.organisationId, found.id)
		}))
	),
	set: deskProcedure('settings.manage')
		.input(
			z.object({
				channel,
				url: z.string().trim().min(1).max(1000),
				secret: secret.nullable().default(null)
			})
		)
		.mutation(({ ctx, input }) => setProvider(ctx.unit, input)),
	disable: deskProcedure('settings.manage')
		.input(z.object({ providerId: z.uuid(), seen: z.array(z.uuid()).max(1000).default([]) }))
		.mutation(({ ctx, input }) => stopUsingProvider(ctx.unit, input)),

	// Somebody else is asked: it opens its own transactions around that. Who asks is proven before what is read.
	try: publicProcedure
		.use(({ ctx, next }) => next({ ctx: { ...ctx, scope: allowed(ctx.scope) } }))
		.input(z.object({ channel, phone: z.string().trim().max(50).default('') }))
		.mutation(({ ctx, input }) => tryProvider(ctx.scope, input))
});

function allowed(scope: Scope | null): DeskScope {
	if (scope?.audience !== 'desk') throw new AppError('not_signed_in');
	if (!can(scope.user.role, 'settings.manage')) throw new AppError('not_allowed');
	return scope;
}
