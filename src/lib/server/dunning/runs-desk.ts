import { z } from 'zod';
import { dayInput } from '$lib/domain/day-input';
import { deskProcedure, router } from '../trpc/procedures';
import { orderRun } from './order-run';
import { replayRun } from './replay-run';
import { runMails } from './run-mails';
import { runIdOn, waitingRuns } from './run-queries';
import { watchRun } from './watch-run';

const ofRun = z.object({ runId: z.uuid() });

export const MAIL_STATUSES = [
	'to_confirm',
	'planned',
	'sent',
	'bounced',
	'unknown',
	'failed',
	'cancelled'
] as const;

export const runsDesk = router({
	watch: deskProcedure('dunning.read')
		.input(ofRun)
		.query(({ ctx, input }) => watchRun(ctx.unit, input.runId)),

	mails: deskProcedure('dunning.read')
		.input(
			ofRun.extend({
				status: z.enum(MAIL_STATUSES).optional(),
				page: z.number().int().min(1).max(100_000).default(1)
			})
		)
		.query(({ ctx, input: { runId, ...filter } }) => runMails(ctx.unit, runId, filter)),

	/** Null: nothing ran on that day. */
	ofDay: deskProcedure('dunning.read')
		.input(z.object({ on: dayInput }))
		.query(({ ctx, input }) => runIdOn(ctx.unit, input.on)),

	/** Whose day looks different with what became known later. */
	replay: deskProcedure('dunning.read')
		.input(ofRun.extend({ page: z.number().int().min(1).max(100_000).default(1) }))
		.query(({ ctx, input }) => replayRun(ctx.unit, input)),

	/** Those that wait for a person. */
	waiting: deskProcedure('dunning.read').query(({ ctx }) => waitingRuns(ctx.unit)),

	order: deskProcedure('dunning.run')
		.input(
			ofRun.extend({
				kind: z.enum(['pause', 'resume', 'cancel', 'approve']),
				note: z.string().trim().max(2000).default('')
			})
		)
		.mutation(({ ctx, input }) => orderRun(ctx.unit, input))
});
