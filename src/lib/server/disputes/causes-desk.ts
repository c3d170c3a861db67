import { z } from 'zod';
import { causeInput } from '$lib/domain/disputes/causes';
import { deskProcedure, router } from '../trpc/procedures';
import { openActions } from './cause-actions';
import { causesPage } from './causes-page';
import { finishAction } from './finish-action';
import { setCause } from './set-cause';

/** As many as anybody works through on one page. */
const MOST_ACTIONS = 200;

/** Where cases come from, and whether what was done about it helped. */
export const causesDesk = router({
	list: deskProcedure('disputes.read').query(({ ctx }) => causesPage(ctx.unit)),
	/** What is being changed, with who does it and by when. */
	actions: deskProcedure('disputes.read').query(({ ctx }) => openActions(ctx.unit, MOST_ACTIONS)),
	set: deskProcedure('disputes.resolve')
		.input(causeInput.extend({ disputeId: z.uuid(), seen: z.string().optional() }))
		.mutation(({ ctx, input }) => setCause(ctx.unit, input)),
	/** Whoever may write in a case may be asked to change something for good. */
	finish: deskProcedure('disputes.message')
		.input(z.object({ disputeId: z.uuid(), seen: z.string() }))
		.mutation(({ ctx, input }) => finishAction(ctx.unit, input))
});
