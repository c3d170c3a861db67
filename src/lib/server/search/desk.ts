import { z } from 'zod';
import { deskProcedure, router } from '../trpc/procedures';
import { findAll } from './find';

export const searchDesk = router({
	/** Everything of the house that a text may name. */
	all: deskProcedure('disputes.read')
		.input(z.object({ q: z.string().trim().max(200).catch('').default('') }))
		.query(({ ctx, input }) => findAll(ctx.unit, input.q))
});
