import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { importFile, importProfile } from '../db/schema/imports';

export type ImportFile = typeof importFile.$inferSelect;
export type ImportResult = NonNullable<ImportFile['result']>;
export type ImportProfile = typeof importProfile.$inferSelect;

export async function importById(
	{ tx, scope }: Unit<InsideScope>,
	id: string
): Promise<ImportFile> {
	const [row] = await tx
		.select()
		.from(importFile)
		.where(and(eq(importFile.organisationId, scope.organisationId), eq(importFile.id, id)));
	if (!row) throw new AppError('not_found');
	return row;
}

/** Until the transaction ends nobody else confirms or throws it away. */
export async function lockImport(unit: Unit<InsideScope>, id: string): Promise<ImportFile> {
	await unit.tx
		.select({ id: importFile.id })
		.from(importFile)
		.where(and(eq(importFile.organisationId, unit.scope.organisationId), eq(importFile.id, id)))
		.for('update');
	return importById(unit, id);
}

/** The last files, without their errors: only how many there are. */
export const recentImports = ({ tx, scope }: Unit<InsideScope>, limit = 30) =>
	tx
		.select({
			id: importFile.id,
			name: importFile.name,
			bytes: importFile.bytes,
			status: importFile.status,
			uploadedAt: importFile.uploadedAt,
			uploadedBy: importFile.uploadedBy,
			counts: sql<Omit<
				NonNullable<ImportFile['result']>,
				'errors'
			> | null>`${importFile.result} - 'errors'`,
			problems: sql`coalesce(jsonb_array_length(${importFile.result} -> 'errors'), 0)`.mapWith(
				Number
			),
			/** Without those of rows that were imported all the same. */
			refused:
				sql`jsonb_array_length(jsonb_path_query_array(coalesce(${importFile.result} -> 'errors', '[]'), '$[*] ? (!(@.taken == true))'))`.mapWith(
					Number
				)
		})
		.from(importFile)
		.where(eq(importFile.organisationId, scope.organisationId))
		.orderBy(desc(importFile.uploadedAt), desc(importFile.id))
		.limit(limit);

export const profilesOf = ({ tx, scope }: Unit<InsideScope>): Promise<ImportProfile[]> =>
	tx
		.select()
		.from(importProfile)
		.where(eq(importProfile.organisationId, scope.organisationId))
		.orderBy(asc(importProfile.name));

/** The last one saved for files that begin with this header. */
export async function profileFor(
	{ tx, scope }: Unit<InsideScope>,
	headerHash: string
): Promise<ImportProfile | null> {
	const [row] = await tx
		.select()
		.from(importProfile)
		.where(
			and(
				eq(importProfile.organisationId, scope.organisationId),
				eq(importProfile.headerHash, headerHash)
			)
		)
		.orderBy(desc(importProfile.savedAt))
		.limit(1);
	return row ?? null;
}

export async function profileNamed(
	{ tx, scope }: Unit<InsideScope>,
	name: string
): Promise<ImportProfile> {
	const [row] = await tx
		.select()
		.from(importProfile)
		.where(
			and(eq(importProfile.organisationId, scope.organisationId), eq(importProfile.name, name))
		);
	if (!row) throw new AppError('not_found', {}, 'profile');
	return row;
}
