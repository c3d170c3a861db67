import { z } from 'zod';
import { AppError } from '$lib/domain/errors';
import { importMapping } from '$lib/domain/intake/mapping';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { readStoredFile } from '../files';
import { deskProcedure, router } from '../trpc/procedures';
import { attachDocuments } from './attach-documents';
import { confirmImport } from './confirm-import';
import { discardImport } from './discard-import';
import { errorFile } from './error-file';
import { importById, profilesOf, recentImports } from './queries';
import { readImport } from './read-import';
import { remapImport } from './remap-import';
import { removeProfile } from './remove-profile';
import { saveProfile } from './save-profile';
import { tableIn } from './understand-file';
import { uploadImport } from './upload-import';

const one = z.object({ id: z.uuid() });
const content = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const documents = z.array(z.object({ name: z.string().max(500), content })).max(500);

export const importsDesk = router({
	list: deskProcedure('imports.run').query(async ({ ctx: { unit } }) => ({
		files: await recentImports(unit),
		profiles: (await profilesOf(unit)).map(({ id, name, savedAt, savedBy }) => ({
			id,
			name,
			savedAt,
			savedBy
		})),
		timeZone: unit.scope.timeZone
	})),
	show: deskProcedure('imports.run')
		.input(one)
		.query(({ ctx, input }) => readImport(ctx.unit, input.id)),
	upload: deskProcedure('imports.run')
		.input(z.object({ name: z.string().max(500), content }))
		.mutation(({ ctx, input }) => uploadImport(ctx.unit, input.name, input.content)),
	remap: deskProcedure('imports.run')
		.input(one.extend({ mapping: importMapping }))
		.mutation(({ ctx, input }) => remapImport(ctx.unit, input.id, input.mapping)),
	confirm: deskProcedure('imports.run')
		.input(one.extend({ documents: documents.default([]) }))
		.mutation(async ({ ctx, input }) => {
			await confirmImport(ctx.unit, input.id);
			return attachDocuments(ctx.unit, input.documents);
		}),
	attach: deskProcedure('imports.run')
		.input(z.object({ documents }))
		.mutation(({ ctx, input }) => attachDocuments(ctx.unit, input.documents)),
	discard: deskProcedure('imports.run')
		.input(one)
		.mutation(({ ctx, input }) => discardImport(ctx.unit, input.id)),
	saveProfile: deskProcedure('imports.run')
		.input(one.extend({ name: z.string().max(100) }))
		.mutation(({ ctx, input }) => saveProfileOf(ctx.unit, input)),
	removeProfile: deskProcedure('imports.run')
		.input(one)
		.mutation(({ ctx, input }) => removeProfile(ctx.unit, input.id)),
	errorFile: deskProcedure('imports.run')
		.input(one)
		.query(({ ctx, input }) => errorFileOf(ctx.unit, input.id))
});

async function saveProfileOf(
	unit: Unit<DeskScope>,
	{ id, name }: { id: string; name: string }
): Promise<void> {
	const { storageKey, mapping } = await importById(unit, id);
	const { header } = await tableIn(await readStoredFile(storageKey), mapping);
	await saveProfile(unit, name, header, mapping);
}

async function errorFileOf(
	unit: Unit<DeskScope>,
	id: string
): Promise<{ name: string; text: string }> {
	const { name, result } = await importById(unit, id);
	if (!result) throw new AppError('not_found');
	return {
		name: `${name.replace(/\.[a-z0-9]+$/i, '')}-errors.csv`,
		text: errorFile(result.errors, unit.scope.user.language)
	};
}
