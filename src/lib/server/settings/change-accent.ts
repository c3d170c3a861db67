import { eq } from 'drizzle-orm';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisation } from '../db/schema/organisations';
import { organisationOf } from './queries';

/** `#rrggbb`; pages and mails move it until words in it can be read. */
export async function changeAccent(unit: Unit<InsideScope>, accent: string): Promise<void> {
	const { organisationId: id } = unit.scope;
	const { accent: before } = await organisationOf(unit);
	if (before === accent) return;
	await unit.tx.update(organisation).set({ accent }).where(eq(organisation.id, id));
	await record(
		unit,
		'organisation.accent_changed',
		{ kind: 'organisation', id },
		{ before, after: accent }
	);
}
