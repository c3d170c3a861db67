import { z } from 'zod';
import { LONGEST_WHY, TASK_ENDS, taskInput } from '$lib/domain/disputes/tasks';
import { deskProcedure, router } from '../trpc/procedures';
import { addTask } from './add-task';
import { endTask } from './end-task';

/** What a decision leaves to do. */
export const tasksDesk = router({
	add: deskProcedure('disputes.resolve')
		.input(taskInput.extend({ disputeId: z.uuid(), idempotencyKey: z.string().min(8).max(100) }))
		.mutation(({ ctx, input }) => addTask(ctx.unit, input)),
	/** Whoever may write in a case may be asked to do something about it. */
	end: deskProcedure('disputes.message')
		.input(
			z.object({
				taskId: z.uuid(),
				as: z.enum(TASK_ENDS),
				why: z.string().max(LONGEST_WHY).default('')
			})
		)
		.mutation(({ ctx, input }) => endTask(ctx.unit, input))
});
