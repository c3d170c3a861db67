import { z } from 'zod';
import { DIRECTIONS } from '$lib/domain/disputes/reason-list';
import { teamInput, teamKey } from '$lib/domain/disputes/team-input';
import { deskProcedure, router } from '../trpc/procedures';
import { namedHead } from './name-team-heads';
import { addTeam } from './teams/add-team';
import { archiveTeam, restoreTeam } from './teams/archive-team';
import { changeTeam } from './teams/change-team';
import { moveTeam } from './teams/move-team';
import { teamsListed, teamToChange } from './teams/team-page';

const one = z.object({ key: teamKey });

/** The teams of the house, for whoever looks after them. */
export const teamsDesk = router({
	list: deskProcedure('settings.manage').query(({ ctx }) => teamsListed(ctx.unit)),
	show: deskProcedure('settings.manage')
		.input(one)
		.query(({ ctx, input }) => teamToChange(ctx.unit, input.key)),
	add: deskProcedure('settings.manage')
		.input(teamInput)
		.mutation(({ ctx, input }) => addTeam(ctx.unit, input)),
	change: deskProcedure('settings.manage')
		.input(
			teamInput.extend({
				key: teamKey,
				head: namedHead.omit({ key: true }),
				memberIds: z.array(z.uuid()).max(1000),
				seen: z.string().max(100)
			})
		)
		.mutation(({ ctx, input }) => changeTeam(ctx.unit, input)),
	move: deskProcedure('settings.manage')
		.input(one.extend({ direction: z.enum(DIRECTIONS) }))
		.mutation(({ ctx, input }) => moveTeam(ctx.unit, input)),
	archive: deskProcedure('settings.manage')
		.input(one)
		.mutation(({ ctx, input }) => archiveTeam(ctx.unit, input.key)),
	restore: deskProcedure('settings.manage')
		.input(one)
		.mutation(({ ctx, input }) => restoreTeam(ctx.unit, input.key))
});
