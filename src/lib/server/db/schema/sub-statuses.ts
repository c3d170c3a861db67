import { foreignKey, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { SubStatusPhase } from '$lib/domain/disputes/sub-status';
import type { Labels } from '$lib/domain/language';
import { instant, tenantKey } from '../columns';
import { organisation } from './organisations';

/** A step of the house's own under a status of the case; no customer reads it. */
export const subStatus = pgTable(
	'sub_status',
	{
		...tenantKey(),
		status: text('status').$type<SubStatusPhase>().notNull(),
		labels: jsonb('labels').$type<Labels>().notNull(),
		position: integer('position').notNull(),
		archivedAt: instant('archived_at')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		})
	]
);
