import { z } from 'zod';
import { dayInput } from '$lib/domain/day-input';
import { MOST_AT_ONCE } from '../disputes/each-case';
import { filter } from '../disputes/queue-input';
import { deskGate, deskProcedure, router } from '../trpc/procedures';
import { dayOfWork } from './day';
import { postponeCase, postponeCases } from './postpone-case';
import { postponedCases } from './postponed-cases';
import { postponeWork } from './postpone-work';
import { resumeWork } from './resume-work';

/** As a row of the day is named. */
const key = z.string().min(1).max(200);
const until = {
	/** Nothing: tomorrow. */
	untilOn: z.union([z.literal(''), dayInput]).default(''),
	reason: z.string().trim().max(500).default('')
};
const disputeIds = z.array(z.uuid()).max(MOST_AT_ONCE).default([]);

export const worklistDesk = router({
	day: deskProcedure('disputes.read')
		.input(z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1) }))
		.query(({ ctx, input }) => dayOfWork(ctx.unit, input.page)),
	/** Of his own day. */
	postpone: deskProcedure('disputes.read')
		.input(z.object({ key, ...until }))
		.mutation(({ ctx, input }) =>
			postponeWork(ctx.unit, { ...input, untilOn: input.untilOn || null })
		),
	/** A case, in his day or not yet. */
	postponeCase: deskProcedure('disputes.read')
		.input(z.object({ disputeId: z.uuid(), ...until }))
		.mutation(({ ctx, input }) =>
			postponeCase(ctx.unit, { ...input, untilOn: input.untilOn || null })
		),
	/** Each case is a transaction of its own. */
	postponeCases: deskGate('disputes.read')
		.input(z.object({ disputeIds, whole: filter.optional(), ...until }))
		.mutation(({ ctx, input }) =>
			postponeCases(ctx.scope, { ...input, untilOn: input.untilOn || null })
		),
	/** Of these cases those he put off. */
	postponed: deskProcedure('disputes.read')
		.input(z.object({ disputeIds }))
		.query(({ ctx, input }) => postponedCases(ctx.unit, input.disputeIds)),
	resume: deskProcedure('disputes.read')
		.input(z.object({ key }))
		.mutation(({ ctx, input }) => resumeWork(ctx.unit, input.key))
});
