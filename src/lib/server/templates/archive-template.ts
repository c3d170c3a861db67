import { and, eq } from 'drizzle-orm';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { template } from '../db/schema/templates';
import { lockTemplate } from './queries';

/** Set aside, steps that name it speak with the words that come with the product; it can come back. */
export async function archiveTemplate(
	unit: Unit<InsideScope>,
	{ key, archived }: { key: string; archived: boolean }
): Promise<void> {
	const { id, organisationId, archivedAt } = await lockTemplate(unit, key);
	if (Boolean(archivedAt) === archived) return;
	await unit.tx
		.update(template)
		.set({ archivedAt: archived ? unit.now : null })
		.where(and(eq(template.organisationId, organisationId), eq(template.id, id)));
	const action = archived ? 'template.archived' : 'template.restored';
	await record(unit, action, { kind: 'template', id });
}
