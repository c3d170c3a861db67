import { z } from 'zod';
import { filterIn } from '$lib/domain/disputes/queue-filter';
import { deskGate, deskProcedure, router } from '../trpc/procedures';
import { assignMany } from './assign-many';
import { changeReasons } from './change-reasons';
import { changeView } from './change-view';
import { MOST_AT_ONCE } from './each-case';
import { pairToMerge } from './pair-to-merge';
import { prefer } from './prefer';
import { filter } from './queue-input';
import { queuePage } from './queue-page';
import { queueViews } from './queue-views';
import { removeView } from './remove-view';
import { saveView } from './save-view';

const name = z.string().trim().min(1).max(60);
/** As the queue understands it, in the order it says it in. */
const saved = filter.omit({ page: true }).transform((said) => filterIn(Object.entries(said)));
const viewId = z.uuid();
const chosen = {
	disputeIds: z.array(z.uuid()).max(MOST_AT_ONCE).default([]),
	whole: filter.optional()
};

/** How somebody looks at the queue. */
export const queueDesk = router({
	/** What its page shows. */
	page: deskProcedure('disputes.read')
		.input(filter)
		.query(({ ctx, input }) => queuePage(ctx.unit, input)),
	views: deskProcedure('disputes.read').query(({ ctx }) => queueViews(ctx.unit)),
	saveView: deskProcedure('disputes.read')
		.input(z.object({ name, shared: z.boolean().default(false), filter: saved }))
		.mutation(({ ctx, input }) => saveView(ctx.unit, input)),
	changeView: deskProcedure('disputes.read')
		.input(
			z.object({
				viewId,
				name: name.optional(),
				shared: z.boolean().optional(),
				filter: saved.optional()
			})
		)
		.mutation(({ ctx, input }) => changeView(ctx.unit, input)),
	removeView: deskProcedure('disputes.read')
		.input(z.object({ viewId }))
		.mutation(({ ctx, input }) => removeView(ctx.unit, input)),
	/** Each case is a transaction of its own. */
	assignMany: deskGate('disputes.assign')
		.input(
			z.object({
				...chosen,
				userId: z.uuid(),
				question: z.string().trim().max(5000).default('')
			})
		)
		.mutation(({ ctx, input }) => assignMany(ctx.scope, input)),
	changeReasons: deskGate('disputes.assign')
		.input(
			z.object({
				...chosen,
				reasonCode: z.string().min(1).max(60),
				note: z.string().trim().max(1000).default('')
			})
		)
		.mutation(({ ctx, input }) => changeReasons(ctx.scope, input)),
	/** Where two cases are looked at before they become one. */
	pairToMerge: deskProcedure('disputes.decide')
		.input(z.object({ disputeIds: chosen.disputeIds }))
		.query(({ ctx, input }) => pairToMerge(ctx.unit, input.disputeIds)),
	prefer: deskProcedure('disputes.read')
		.input(
			z.object({
				defaultViewId: viewId.nullable().optional(),
				singleKeys: z.boolean().optional(),
				compact: z.boolean().optional()
			})
		)
		.mutation(({ ctx, input }) => prefer(ctx.unit, input))
});
