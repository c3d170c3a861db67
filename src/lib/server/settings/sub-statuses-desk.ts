import { z } from 'zod';
import { DIRECTIONS } from '$lib/domain/disputes/reason-list';
import { subStatusInput } from '$lib/domain/disputes/sub-status';
import { deskProcedure, router } from '../trpc/procedures';
import { addSubStatus } from './add-sub-status';
import { archiveSubStatus, restoreSubStatus } from './archive-sub-status';
import { changeSubStatus } from './change-sub-status';
import { moveSubStatus } from './move-sub-status';
import { everySubStatus } from './sub-status-queries';

const one = z.object({ id: z.uuid() });

/** Steps of the house's own under a status of the case. Whoever reads cases filters by them. */
export const subStatusesDesk = router({
	list: deskProcedure('disputes.read').query(({ ctx }) => everySubStatus(ctx.unit)),
	/** For whoever changes them. */
	edit: deskProcedure('settings.manage').query(({ ctx }) => everySubStatus(ctx.unit)),
	add: deskProcedure('settings.manage')
		.input(subStatusInput)
		.mutation(({ ctx, input }) => addSubStatus(ctx.unit, input)),
	change: deskProcedure('settings.manage')
		.input(one.extend({ labels: subStatusInput.shape.labels }))
		.mutation(({ ctx, input }) => changeSubStatus(ctx.unit, input)),
	move: deskProcedure('settings.manage')
		.input(one.extend({ direction: z.enum(DIRECTIONS) }))
		.mutation(({ ctx, input }) => moveSubStatus(ctx.unit, input)),
	archive: deskProcedure('settings.manage')
		.input(one)
		.mutation(({ ctx, input }) => archiveSubStatus(ctx.unit, input.id)),
	restore: deskProcedure('settings.manage')
		.input(one)
		.mutation(({ ctx, input }) => restoreSubStatus(ctx.unit, input.id))
});
