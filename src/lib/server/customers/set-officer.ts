import { and, eq } from 'drizzle-orm';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { customer } from '../db/schema/customers';
import { workingOfficer } from '../settings/officers';
import { customerById } from './queries';

/** Null: whoever looks after all the others. @throws not_found */
export async function setOfficer(
	unit: Unit<InsideScope>,
	{ customerId, userId }: { customerId: string; userId: string | null }
): Promise<void> {
	const { collectorId: before } = await customerById(unit, customerId);
	if (userId !== null) await workingOfficer(unit, userId);
	if (before === userId) return;
	await unit.tx
		.update(customer)
		.set({ collectorId: userId })
		.where(
			and(eq(customer.organisationId, unit.scope.organisationId), eq(customer.id, customerId))
		);
	await record(
		unit,
		'customer.officer_changed',
		{ kind: 'customer', id: customerId, customerId },
		{ before, officer: userId }
	);
}
