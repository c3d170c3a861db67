import { z } from 'zod';
import { deskProcedure, router } from '../trpc/procedures';
import { absencePage } from './absence-page';
import { absenceInput, enterAbsence } from './enter-absence';
import { withdrawAbsence } from './withdraw-absence';

export const absencesDesk = router({
	list: deskProcedure('disputes.read').query(({ ctx }) => absencePage(ctx.unit)),
	enter: deskProcedure('disputes.read')
		.input(absenceInput)
		.mutation(({ ctx, input }) => enterAbsence(ctx.unit, input)),
	withdraw: deskProcedure('disputes.read')
		.input(z.object({ absenceId: z.uuid() }))
		.mutation(({ ctx, input }) => withdrawAbsence(ctx.unit, input))
});
