import { eq } from 'drizzle-orm';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisation } from '../db/schema/organisations';
import { organisationOf } from './queries';

/** Up to how much of an invoice may be written off after a credit note; 0 = nothing. What was written off stays. */
export async function changeResidualLimit(
	unit: Unit<InsideScope>,
	{ residualMinor }: { residualMinor: bigint }
): Promise<void> {
	const { residualMinor: before } = await organisationOf(unit);
	if (before === residualMinor) return;
	const { organisationId: id } = unit.scope;
	await unit.tx.update(organisation).set({ residualMinor }).where(eq(organisation.id, id));
	await record(
		unit,
		'organisation.residual_limit_changed',
		{ kind: 'organisation', id },
		{ before: { residualMinor: before }, after: { residualMinor } }
	);
}
