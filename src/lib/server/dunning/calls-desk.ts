import { z } from 'zod';
import { dayInput } from '$lib/domain/day-input';
import { CALL_OUTCOMES } from '$lib/domain/dunning/call-outcome';
import { deskProcedure, router } from '../trpc/procedures';
import { callsOf, lastCallsWaiting } from './call-queries';
import { recordCall } from './record-call';
import { settleDisagreement } from './settle-disagreement';

export const callsDesk = router({
	ofNotice: deskProcedure('dunning.read')
		.input(z.object({ noticeId: z.uuid() }))
		.query(({ ctx, input }) => callsOf(ctx.unit, input.noticeId)),

	/** Where each task stands that is still to be done. */
	waiting: deskProcedure('dunning.read').query(({ ctx }) => lastCallsWaiting(ctx.unit)),

	record: deskProcedure('dunning.run')
		.input(
			z.object({
				noticeId: z.uuid(),
				outcome: z.enum(CALL_OUTCOMES),
				note: z.string().trim().max(2000).default(''),
				againOn: dayInput.nullable().default(null)
			})
		)
		.mutation(({ ctx, input }) => recordCall(ctx.unit, input)),

	/** He disagreed, and no dispute is to be recorded. */
	settle: deskProcedure('dunning.run')
		.input(z.object({ noticeId: z.uuid(), reason: z.string().trim().max(2000) }))
		.mutation(({ ctx, input }) => settleDisagreement(ctx.unit, input))
});
