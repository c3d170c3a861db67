import { can } from '$lib/domain/access';
import { AppError } from '$lib/domain/errors';
import type { DeskScope, Scope } from '../auth/scope';
import { foundCases } from '../checks/found-cases';
import { hasWitness } from '../delivery/witness/settings';
import { env } from '../env';
import { deskProcedure, publicProcedure, router } from '../trpc/procedures';
import { instanceState } from './queries';
import { releaseInstance } from './release';

export const instanceDesk = router({
	show: deskProcedure('settings.manage').query(async ({ ctx: { unit } }) => ({
		...(await instanceState(unit)),
		findings: await foundCases(unit),
		witnessMinutes: hasWitness() ? env().WITNESS_GRACE_MINUTES : null
	})),

	// Of all organisations, one after the other: it opens its own transactions.
	release: publicProcedure.mutation(async ({ ctx }) => {
		const released = await releaseInstance(allowedToRelease(ctx.scope).user.name);
		if (!released) throw new AppError('conflict');
		return released;
	})
});

function allowedToRelease(scope: Scope | null): DeskScope {
	if (scope?.audience !== 'desk') throw new AppError('not_signed_in');
	if (!can(scope.user.role, 'settings.manage')) throw new AppError('not_allowed');
	return scope;
}
