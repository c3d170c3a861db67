import { z } from 'zod';
import { dayInput } from '$lib/domain/day-input';
import { deskProcedure, router } from '../trpc/procedures';
import { dayOfWork } from './day';
import { postponeWork } from './postpone-work';
import { resumeWork } from './resume-work';

/** As a row of the day is named. */
const key = z.string().min(1).max(200);

export const worklistDesk = router({
	day: deskProcedure('disputes.read')
		.input(z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1) }))
		.query(({ ctx, input }) => dayOfWork(ctx.unit, input.page)),
	/** Of his own day. */
	postpone: deskProcedure('disputes.read')
		.input(
			z.object({
				key,
				/** Nothing: tomorrow. */
				untilOn: z.union([z.literal(''), dayInput]).default(''),
				reason: z.string().trim().max(500).default('')
			})
		)
		.mutation(({ ctx, input }) =>
			postponeWork(ctx.unit, { ...input, untilOn: input.untilOn || null })
		),
	resume: deskProcedure('disputes.read')
		.input(z.object({ key }))
		.mutation(({ ctx, input }) => resumeWork(ctx.unit, input.key))
});
