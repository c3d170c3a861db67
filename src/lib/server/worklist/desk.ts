import { z } from 'zod';
import { deskProcedure, router } from '../trpc/procedures';
import { dayOfWork } from './day';

export const worklistDesk = router({
	day: deskProcedure('disputes.read')
		.input(z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1) }))
		.query(({ ctx, input }) => dayOfWork(ctx.unit, input.page))
});
