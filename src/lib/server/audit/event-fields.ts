import { getTableColumns } from 'drizzle-orm';
import type { EventFields } from '$lib/domain/audit/chain';
import { auditEvent } from '../db/schema/audit';

/** An event by the names of its columns: what a column is called in the code may change, a sealed event not. */
export const fieldsOf = (row: typeof auditEvent.$inferSelect): EventFields =>
	Object.fromEntries(COLUMNS.map(([field, name]) => [name, row[field]]));

const COLUMNS = Object.entries(getTableColumns(auditEvent)).map(
	([field, { name }]) => [field as keyof typeof auditEvent.$inferSelect, name] as const
);
