import { and, eq } from 'drizzle-orm';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { customer } from '../db/schema/customers';
import { lockInvoicesOf } from '../invoices/lock-invoices';
import { customerById } from './queries';

/** '' = of no group. The group may choose the scenario, so a notice that is being claimed is waited for. */
export async function setCustomerGroup(
	unit: Unit<InsideScope>,
	{ customerId, group }: { customerId: string; group: string }
): Promise<void> {
	const before = await customerById(unit, customerId);
	if (before.customerGroup === group) return;
	await lockInvoicesOf(unit, customerId);
	await unit.tx
		.update(customer)
		.set({ customerGroup: group })
		.where(
			and(eq(customer.organisationId, unit.scope.organisationId), eq(customer.id, customerId))
		);
	await record(
		unit,
		'customer.group_changed',
		{ kind: 'customer', id: customerId, customerId },
		{ before: before.customerGroup, group }
	);
}
