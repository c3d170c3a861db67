import { z } from 'zod';
import { LANGUAGES } from '$lib/i18n/language';
import { deskGate, router } from '../trpc/procedures';
import { proveCase } from './prove-case';

export const proofsDesk = router({
	/** Everything that proves a case, to be saved; taking it is written down. */
	ofCase: deskGate('proofs.read')
		.input(z.object({ reference: z.string().max(40), language: z.enum(LANGUAGES) }))
		.mutation(({ ctx, input }) => proveCase(ctx.scope, input))
});
