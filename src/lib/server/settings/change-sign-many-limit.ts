import { eq } from 'drizzle-orm';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisation } from '../db/schema/organisations';
import { organisationOf } from './queries';

/** Up to how much each of several credits may be that are signed with one press; 0 = one by one. */
export async function changeSignManyLimit(
	unit: Unit<InsideScope>,
	{ signManyMinor }: { signManyMinor: bigint }
): Promise<void> {
	const { signManyMinor: before } = await organisationOf(unit);
	if (before === signManyMinor) return;
	const { organisationId: id } = unit.scope;
	await unit.tx.update(organisation).set({ signManyMinor }).where(eq(organisation.id, id));
	await record(
		unit,
		'organisation.sign_many_limit_changed',
		{ kind: 'organisation', id },
		{ before: { signManyMinor: before }, after: { signManyMinor } }
	);
}
