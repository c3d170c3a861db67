import { z } from 'zod';
import { deskProcedure, router } from '../trpc/procedures';
import { answerToChange, listedAnswers } from './answer-queries';
import { archiveAnswer } from './archive-answer';
import { restoreAnswer } from './restore-answer';
import { addAnswer, answerInput, changeAnswer } from './save-answer';

const one = z.object({ id: z.uuid() });

/** Prepared answers, for those who look after the words of the house. */
export const answersDesk = router({
	list: deskProcedure('templates.edit').query(({ ctx }) => listedAnswers(ctx.unit)),
	show: deskProcedure('templates.edit')
		.input(one)
		.query(({ ctx, input }) => answerToChange(ctx.unit, input.id)),
	add: deskProcedure('templates.edit')
		.input(answerInput)
		.mutation(({ ctx, input }) => addAnswer(ctx.unit, input)),
	change: deskProcedure('templates.edit')
		.input(answerInput.extend({ id: z.uuid(), seen: z.string().max(40) }))
		.mutation(({ ctx, input }) => changeAnswer(ctx.unit, input)),
	archive: deskProcedure('templates.edit')
		.input(one)
		.mutation(({ ctx, input }) => archiveAnswer(ctx.unit, input.id)),
	restore: deskProcedure('templates.edit')
		.input(one)
		.mutation(({ ctx, input }) => restoreAnswer(ctx.unit, input.id))
});
