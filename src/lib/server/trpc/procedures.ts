import { initTRPC } from '@trpc/server';
import { parse, stringify } from 'devalue';
import { can, type Action } from '$lib/domain/access';
import { AppError } from '$lib/domain/errors';
import {
	isViewOnly,
	type DeskScope,
	type PortalScope,
	type ResolverScope,
	type Scope
} from '../auth/scope';
import { unitOfWork } from '../db/client';
import type { Context } from './context';
import { asAppError, statusOf } from './errors';

const t = initTRPC.context<Context>().create({
	// bigint and Date travel as they are.
	transformer: { serialize: stringify, deserialize: parse },
	// A stack is for the log, never for a client.
	isDev: false,
	errorFormatter({ shape, error }) {
		const refusal = asAppError(error);
		return {
			...shape,
			message: refusal.code,
			data: {
				...shape.data,
				code: refusal.code,
				details: refusal.details,
				field: refusal.field ?? null,
				httpStatus: statusOf(refusal.code)
			}
		};
	}
});

export const router = t.router;
export const publicProcedure = t.procedure;

/** A signed-in colleague whose role allows `action`; the whole procedure is one transaction. */
export const deskProcedure = (action: Action) =>
	t.procedure.use(async ({ ctx, next }) => {
		const scope = deskScopeIn(ctx.scope);
		if (!can(scope.user.role, action)) throw new AppError('not_allowed');
		return unitOfWork(scope, async (unit) => settled(await next({ ctx: { ...ctx, scope, unit } })));
	});

/** The same, for what opens transactions of its own instead of living in one. */
export const deskGate = (action: Action) =>
	t.procedure.use(({ ctx, next }) => {
		const scope = deskScopeIn(ctx.scope);
		if (!can(scope.user.role, action)) throw new AppError('not_allowed');
		return next({ ctx: { ...ctx, scope } });
	});

/** Somebody who opened a customer's link. */
export const portalProcedure = t.procedure.use(async ({ ctx, next, type }) => {
	const scope = portalScopeIn(ctx.scope, type);
	return unitOfWork(scope, async (unit) => settled(await next({ ctx: { ...ctx, scope, unit } })));
});

/** The same, for what opens transactions of its own instead of living in one. */
export const portalGate = t.procedure.use(({ ctx, next, type }) => {
	const scope = portalScopeIn(ctx.scope, type);
	return next({ ctx: { ...ctx, scope } });
});

/** Somebody who opened a resolver's link: one case. */
export const resolverProcedure = t.procedure.use(async ({ ctx, next }) => {
	if (ctx.scope?.audience !== 'resolver') throw new AppError('link_unknown');
	const scope: ResolverScope = ctx.scope;
	return unitOfWork(scope, async (unit) => settled(await next({ ctx: { ...ctx, scope, unit } })));
});

function portalScopeIn(scope: Scope | null, type: string): PortalScope {
	if (scope?.audience !== 'portal') throw new AppError('link_unknown');
	if (isViewOnly(scope) && type !== 'query') throw new AppError('view_only');
	return scope;
}

function deskScopeIn(scope: Scope | null): DeskScope {
	if (scope?.audience !== 'desk') throw new AppError('not_signed_in');
	return scope;
}

/** tRPC hands a refusal back as a value; thrown, it rolls the transaction back. */
function settled<R extends { ok: boolean }>(result: R): R {
	if (!result.ok) throw (result as unknown as { error: unknown }).error;
	return result;
}
