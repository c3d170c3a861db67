import { z } from 'zod';
import { filterIn } from '$lib/domain/disputes/queue-filter';
import { deskGate, deskProcedure, router } from '../trpc/procedures';
import { assignMany, MOST_AT_ONCE } from './assign-many';
import { changeView } from './change-view';
import { prefer } from './prefer';
import { filter } from './queue-input';
import { queueViews } from './queue-views';
import { removeView } from './remove-view';
import { saveView } from './save-view';

const name = z.string().trim().min(1).max(60);
/** As the queue understands it, in the order it says it in. */
const saved = filter.omit({ page: true }).transform((said) => filterIn(Object.entries(said)));
const viewId = z.uuid();

/** How somebody looks at the queue. */
export const queueDesk = router({
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
				disputeIds: z.array(z.uuid()).max(MOST_AT_ONCE).default([]),
				whole: filter.optional(),
				userId: z.uuid(),
				question: z.string().trim().max(5000).default('')
			})
		)
		.mutation(({ ctx, input }) => assignMany(ctx.scope, input)),
	prefer: deskProcedure('disputes.read')
		.input(
			z.object({ defaultViewId: viewId.nullable().optional(), singleKeys: z.boolean().optional() })
		)
		.mutation(({ ctx, input }) => prefer(ctx.unit, input))
});
