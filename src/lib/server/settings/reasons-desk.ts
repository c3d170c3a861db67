import { z } from 'zod';
import { DIRECTIONS } from '$lib/domain/disputes/reason-list';
import { reasonSettings } from '$lib/domain/disputes/reason-settings';
import { deskProcedure, router } from '../trpc/procedures';
import { addReason } from './add-reason';
import { archiveReason } from './archive-reason';
import { changeReason } from './change-reason';
import { moveReason } from './move-reason';
import { listedReasons, reasonToChange } from './reason-queries';
import { restoreReason } from './restore-reason';

const one = z.object({ id: z.uuid() });

/** Why a customer may disagree, for whoever looks after the list. */
export const reasonsDesk = router({
	list: deskProcedure('settings.manage').query(({ ctx }) => listedReasons(ctx.unit)),
	show: deskProcedure('settings.manage')
		.input(one)
		.query(({ ctx, input }) => reasonToChange(ctx.unit, input.id)),
	add: deskProcedure('settings.manage')
		.input(reasonSettings)
		.mutation(({ ctx, input }) => addReason(ctx.unit, input)),
	change: deskProcedure('settings.manage')
		.input(reasonSettings.extend({ id: z.uuid(), seen: z.string().max(100) }))
		.mutation(({ ctx, input }) => changeReason(ctx.unit, input)),
	move: deskProcedure('settings.manage')
		.input(one.extend({ direction: z.enum(DIRECTIONS) }))
		.mutation(({ ctx, input }) => moveReason(ctx.unit, input)),
	archive: deskProcedure('settings.manage')
		.input(one)
		.mutation(({ ctx, input }) => archiveReason(ctx.unit, input.id)),
	restore: deskProcedure('settings.manage')
		.input(one)
		.mutation(({ ctx, input }) => restoreReason(ctx.unit, input.id))
});
