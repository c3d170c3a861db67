import { z } from 'zod';
import { can, type Action } from '$lib/domain/access';
import { AppError } from '$lib/domain/errors';
import type { DeskScope, ResolverScope } from '../auth/scope';
import { portalGate, publicProcedure } from '../trpc/procedures';

/** Photos are looked at before a transaction is opened: these doors prove the person and open none. */
export const deskUpload = (action: Action) =>
	publicProcedure.use(({ ctx, next }) => {
		if (ctx.scope?.audience !== 'desk') throw new AppError('not_signed_in');
		const scope: DeskScope = ctx.scope;
		if (!can(scope.user.role, action)) throw new AppError('not_allowed');
		return next({ ctx: { ...ctx, scope } });
	});

export const resolverUpload = publicProcedure.use(({ ctx, next }) => {
	if (ctx.scope?.audience !== 'resolver') throw new AppError('link_unknown');
	const scope: ResolverScope = ctx.scope;
	return next({ ctx: { ...ctx, scope } });
});

export const portalUpload = portalGate;

/** Of a customer: those that went ahead of the form too. */
export const portalFiles = z
	.array(
		z.union([
			z.object({ name: z.string().max(1000), bytes: z.instanceof(Uint8Array) }),
			z.object({ uploadId: z.uuid() })
		])
	)
	.max(100)
	.default([]);

export const incomingFiles = z
	.array(z.object({ name: z.string().max(1000), bytes: z.instanceof(Uint8Array) }))
	.default([]);
