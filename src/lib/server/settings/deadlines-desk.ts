import { z } from 'zod';
import { deskProcedure, router } from '../trpc/procedures';
import { changeDeadlines } from './change-deadlines';
import { deadlinesPage } from './deadline-queries';

/** Whatever was typed: what it may be is said by the rule, field by field. */
const typed = z.number().or(z.nan());

export const deadlinesDesk = router({
	show: deskProcedure('settings.manage').query(({ ctx }) => deadlinesPage(ctx.unit)),
	change: deskProcedure('settings.manage')
		.input(
			z.object({
				seen: z.string(),
				policy: z.object({ highPercent: typed, urgentPercent: typed, warningPercent: typed }),
				reasons: z
					.array(
						z.object({
							id: z.uuid(),
							days: z.object({ acknowledgement: typed, answer: typed, closure: typed })
						})
					)
					.max(500)
			})
		)
		.mutation(({ ctx, input }) => changeDeadlines(ctx.unit, input))
});
