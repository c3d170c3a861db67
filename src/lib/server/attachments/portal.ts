import { z } from 'zod';
import { AppError } from '$lib/domain/errors';
import { PART_BYTES } from '$lib/domain/files';
import { unitOfWork } from '../db/client';
import { portalProcedure, router } from '../trpc/procedures';
import { beginUpload } from './begin-upload';
import { keepFile } from './keep-file';
import { incomingFiles, portalUpload } from './upload';
import { keptUploads, progressOf, uploadById, uploadsUnderWay } from './upload-queries';
import { writePart } from './write-part';

/** Large files go ahead of their form, in parts: what has arrived stays when the line is cut. */
export const uploadsPortal = router({
	begin: portalProcedure
		.input(
			z.object({
				name: z.string().max(1000),
				bytes: z.number().int().min(0),
				sha256: z
					.string()
					.regex(/^[0-9a-f]{64}$/)
					.optional(),
				idempotencyKey: z.string().min(8).max(100)
			})
		)
		.mutation(({ ctx: { unit }, input }) => beginUpload(unit, input)),

	/** Files of a form without scripts that is shown again first. */
	keep: portalProcedure
		.input(z.object({ files: incomingFiles, formKey: z.string().min(8).max(100) }))
		.mutation(async ({ ctx: { unit }, input }) => {
			const ids: string[] = [];
			for (const file of input.files) ids.push(await keepFile(unit, file, input.formKey));
			return ids;
		}),

	kept: portalProcedure
		.input(z.object({ ids: z.array(z.uuid()).max(100) }))
		.query(({ ctx: { unit }, input }) => keptUploads(unit, input.ids)),

	list: portalProcedure.query(async ({ ctx: { unit } }) =>
		(await uploadsUnderWay(unit)).map(progressOf)
	),

	state: portalProcedure
		.input(z.object({ id: z.uuid() }))
		.query(async ({ ctx: { unit }, input }) => progressOf(await uploadById(unit, input.id))),

	/** What arrived torn begins anew: that is committed before it is said. */
	write: portalUpload
		.input(
			z.object({
				id: z.uuid(),
				offset: z.number().int().min(0),
				bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= PART_BYTES)
			})
		)
		.mutation(async ({ ctx: { scope }, input }) => {
			const { torn, ...progress } = await unitOfWork(scope, (unit) => writePart(unit, input));
			if (torn !== null) throw new AppError('upload_torn', { name: torn }, 'files');
			return progress;
		})
});
