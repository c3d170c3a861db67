import { and, eq } from 'drizzle-orm';
import { recordAll, type AuditEntry } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import { chunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { contact, customer } from '../db/schema/customers';

type Grouped = Pick<typeof customer.$inferSelect, 'id' | 'customerGroup' | 'collectorId'>;
type Placed = Pick<typeof contact.$inferSelect, 'id' | 'role'>;

/**
 * What a file replaces and the rule reads (the group of a customer, the role of a contact), or a person chose
 * (who looks after the account), is kept in the audit, as when a person changes it: a past day is read again as it was known then.
 */
export async function recordReplacedParties(
	unit: Unit<InsideScope>,
	{ customers, contacts }: { customers: readonly Grouped[]; contacts: readonly Placed[] }
): Promise<void> {
	for (const part of chunks(customers)) await recordAll(unit, await customersReplaced(unit, part));
	for (const part of chunks(contacts)) await recordAll(unit, await rolesReplaced(unit, part));
}

async function customersReplaced(
	unit: Unit<InsideScope>,
	rows: readonly Grouped[]
): Promise<AuditEntry[]> {
	const after = new Map(rows.map((row) => [row.id, row]));
	const before = await unit.tx
		.select({
			id: customer.id,
			customerGroup: customer.customerGroup,
			collectorId: customer.collectorId
		})
		.from(customer)
		.where(
			and(
				eq(customer.organisationId, unit.scope.organisationId),
				oneOf(customer.id, [...after.keys()])
			)
		);
	return before.flatMap((row) => replacedIn(row, after.get(row.id)!));
}

function replacedIn(before: Grouped, after: Grouped): AuditEntry[] {
	const { id } = before;
	const subject = { kind: 'customer', id, customerId: id } as const;
	const entries: AuditEntry[] = [];
	if (before.customerGroup !== after.customerGroup)
		entries.push({
			action: 'customer.group_changed',
			subject,
			data: { before: before.customerGroup, group: after.customerGroup }
		});
	if (before.collectorId !== after.collectorId)
		entries.push({
			action: 'customer.officer_changed',
			subject,
			data: { before: before.collectorId, officer: after.collectorId }
		});
	return entries;
}

async function rolesReplaced(
	unit: Unit<InsideScope>,
	rows: readonly Placed[]
): Promise<AuditEntry[]> {
	const roles = new Map(rows.map(({ id, role }) => [id, role]));
	const before = await unit.tx
		.select({ id: contact.id, customerId: contact.customerId, role: contact.role })
		.from(contact)
		.where(
			and(
				eq(contact.organisationId, unit.scope.organisationId),
				oneOf(contact.id, [...roles.keys()])
			)
		);
	return before
		.filter(({ id, role }) => role !== roles.get(id))
		.map(({ id, customerId, role }) => ({
			action: 'contact.changed',
			subject: { kind: 'contact', id, customerId },
			data: { before: { role }, after: { role: roles.get(id) } }
		}));
}
