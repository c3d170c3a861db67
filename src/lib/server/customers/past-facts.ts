import { and, asc, eq, gt, gte, isNull, lte, or } from 'drizzle-orm';
import { groupBy } from '$lib/domain/group-by';
import { pastEvents, type PastEvent } from '../audit/past-events';
import type { InsideScope } from '../auth/scope';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { contact, hold } from '../db/schema/customers';
import { customersToDun } from './dunning-facts';
import { dayBefore } from './hold-zone';

/** As they were then: the group a customer has left since is told by the audit. */
export async function customersAsOf(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	{ at }: AsOf
) {
	const rows = await customersToDun(unit, customerIds);
	const events = await pastEvents(unit, 'customer', customerIds, ['customer.group_changed']);
	const later = groupBy(
		events.filter((event) => event.at > at),
		(event) => event.subjectId
	);
	return rows.map((row) => {
		const [next] = later.get(row.customerId) ?? [];
		return next ? { ...row, customerGroup: String(next.data.before) } : row;
	});
}

/** The contacts a customer had then, with their addresses of then. */
export async function contactsAsOf(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	{ at }: AsOf
) {
	const rows = await unit.tx
		.select({
			customerId: contact.customerId,
			contactId: contact.id,
			name: contact.name,
			email: contact.email,
			phone: contact.phone,
			role: contact.role,
			language: contact.language,
			timeZone: contact.timeZone,
			bouncedAt: contact.bouncedAt,
			removedAt: contact.removedAt
		})
		.from(contact)
		.where(
			and(
				eq(contact.organisationId, unit.scope.organisationId),
				oneOf(contact.customerId, customerIds),
				lte(contact.createdAt, at)
			)
		)
		.orderBy(asc(contact.createdAt), asc(contact.id));
	const ids = rows.map(({ contactId }) => contactId);
	const events = groupBy(
		await pastEvents(unit, 'contact', ids, CONTACT_EVENTS),
		(event) => event.subjectId
	);
	return rows
		.map((row) => contactThen(row, events.get(row.contactId) ?? [], at))
		.filter(({ removedAt }) => removedAt === null)
		.map(({ removedAt: _, ...row }) => row);
}

const CONTACT_EVENTS = [
	'contact.added',
	'contact.removed',
	'contact.changed',
	'contact.bounced',
	'contact.bounce_cleared'
];

interface ContactDates {
	bouncedAt: Date | null;
	removedAt: Date | null;
}

function contactThen<Row extends ContactDates>(
	row: Row,
	events: readonly PastEvent[],
	at: Date
): Row {
	const known = events.filter((event) => event.at <= at);
	const then = events
		.filter((event) => event.action === 'contact.changed' && event.at > at)
		.reduceRight((later, { data }) => ({ ...later, ...(data.before as Partial<Row>) }), row);
	return {
		...then,
		removedAt: sinceWhen(known, REMOVAL, row.removedAt, at),
		bouncedAt: sinceWhen(known, BOUNCE, row.bouncedAt, at)
	};
}

/** Whether an event begins a state, ends it, or says nothing about it. */
type Turn = (event: PastEvent) => boolean | null;

const REMOVAL: Turn = ({ action }) =>
	action === 'contact.removed' ? true : action === 'contact.added' ? false : null;

/** A new address has not failed yet. */
const BOUNCE: Turn = ({ action, data }) => {
	if (action === 'contact.bounced') return true;
	if (action !== 'contact.changed') return BOUNCE_ENDS.has(action) ? false : null;
	return emailIn(data.before) === emailIn(data.after) ? null : false;
};
const BOUNCE_ENDS: ReadonlySet<string> = new Set(['contact.bounce_cleared', 'contact.added']);

const emailIn = (values: unknown): unknown => (values as { email?: string } | undefined)?.email;

/** The last turn tells; where there is none, the date on the row, unless it came later. */
function sinceWhen(
	known: readonly PastEvent[],
	turn: Turn,
	onRow: Date | null,
	at: Date
): Date | null {
	const last = known.findLast((event) => turn(event) !== null);
	if (onRow !== null && onRow <= at && (!last || onRow >= last.at)) return onRow;
	return last && turn(last) ? last.at : null;
}

/** Pauses placed by then, released later or not at all, and whose last day may not have been over. */
export const holdsAsOf = (
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	{ at, day }: AsOf
) =>
	unit.tx
		.select({
			customerId: hold.customerId,
			invoiceId: hold.invoiceId,
			contactId: hold.contactId,
			amountMinor: hold.amountMinor,
			kind: hold.kind,
			reason: hold.reason,
			untilOn: hold.untilOn
		})
		.from(hold)
		.where(
			and(
				eq(hold.organisationId, unit.scope.organisationId),
				oneOf(hold.customerId, customerIds),
				lte(hold.createdAt, at),
				or(isNull(hold.releasedAt), gt(hold.releasedAt, at)),
				or(isNull(hold.untilOn), gte(hold.untilOn, dayBefore(day)))
			)
		)
		.orderBy(asc(hold.createdAt), asc(hold.id));
