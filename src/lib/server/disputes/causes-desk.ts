import { z } from 'zod';
import { causeInput } from '$lib/domain/disputes/causes';
import { deskProcedure, router } from '../trpc/procedures';
import { causesPage } from './causes-page';
import { setCause } from './set-cause';

/** Where cases come from, and whether what was done about it helped. */
export const causesDesk = router({
	list: deskProcedure('disputes.read').query(({ ctx }) => causesPage(ctx.unit)),
	set: deskProcedure('disputes.resolve')
		.input(causeInput.extend({ disputeId: z.uuid(), seen: z.string().optional() }))
		.mutation(({ ctx, input }) => setCause(ctx.unit, input))
});
