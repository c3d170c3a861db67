import { z } from 'zod';
import { profilesOf } from '../intake/queries';
import { deskProcedure, router } from '../trpc/procedures';
import { AppError } from '$lib/domain/errors';
import { beat } from './beat';
import { declareSource } from './declare-source';
import { isStale, sourceById, sourcesOf } from './queries';
import { removeSource } from './remove-source';

const one = z.object({ sourceId: z.uuid() });

export const sourcesDesk = router({
	list: deskProcedure('imports.run').query(async ({ ctx: { unit } }) => ({
		sources: (await sourcesOf(unit)).map((source) => ({
			...source,
			isStale: isStale(source, unit.now)
		})),
		profiles: (await profilesOf(unit)).map(({ id, name }) => ({ id, name }))
	})),
	declare: deskProcedure('settings.manage')
		.input(
			z.object({
				name: z.string().trim().min(1).max(100),
				kind: z.enum(['cash', 'ledger']),
				profileId: z.uuid().nullable().default(null),
				maximumAgeHours: z.number().int().min(1).max(8760)
			})
		)
		.mutation(async ({ ctx: { unit }, input }) => {
			const profiles = await profilesOf(unit);
			if (input.profileId && !profiles.some(({ id }) => id === input.profileId))
				throw new AppError('not_found', {}, 'profileId');
			return declareSource(unit, input);
		}),
	remove: deskProcedure('settings.manage')
		.input(one)
		.mutation(({ ctx, input }) => removeSource(ctx.unit, input.sourceId)),
	/** "Nothing new today": whoever looked says so. */
	beat: deskProcedure('imports.run')
		.input(one)
		.mutation(async ({ ctx: { unit }, input }) => {
			const { id } = await sourceById(unit, input.sourceId);
			await beat(unit, { sourceId: id, via: 'staff' });
		})
});
