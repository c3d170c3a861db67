import { and, eq, isNull } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { hold } from '../db/schema/customers';
import { lockInvoicesOf } from '../invoices/lock-invoices';
import { invoiceById } from '../invoices/queries';
import { contactsOf, customerById } from './queries';

export const STAFF_HOLDS = ['customer_in_dispute', 'manual', 'opted_out'] as const;

export interface NewHold {
	customerId: string;
	/** `customer_in_dispute`: everything is held and an alert stands on the file. */
	kind: (typeof STAFF_HOLDS)[number];
	reason: string;
	/** Last day; a pause by hand always has one. */
	untilOn?: LocalDate;
	/** One invoice only, or messages to one contact only; neither: the whole customer. */
	invoiceId?: string;
	contactId?: string;
}

/** Stops the reminders of a customer, of one invoice or to one contact; a new pause of the same kind replaces the former. */
export async function holdCustomer(unit: Unit<InsideScope>, input: NewHold): Promise<string> {
	await customerById(unit, input.customerId);
	// A notice that is being claimed has left, or sees the pause.
	await lockInvoicesOf(unit, input.customerId);
	await refuse(unit, input);
	await releaseSame(unit, input);
	const id = uuidv7();
	await unit.tx.insert(hold).values({
		organisationId: unit.scope.organisationId,
		id,
		customerId: input.customerId,
		invoiceId: input.invoiceId ?? null,
		contactId: input.contactId ?? null,
		kind: input.kind,
		reason: input.reason.trim(),
		untilOn: input.untilOn ?? null,
		createdAt: unit.now,
		createdBy: actorOf(unit.scope).name
	});
	await record(
		unit,
		'customer.held',
		{ kind: 'customer', id: input.customerId, customerId: input.customerId },
		{
			holdId: id,
			kind: input.kind,
			reason: input.reason,
			untilOn: input.untilOn,
			invoiceId: input.invoiceId,
			contactId: input.contactId
		}
	);
	return id;
}

async function refuse(unit: Unit<InsideScope>, input: NewHold): Promise<void> {
	if (!input.reason.trim()) throw new AppError('explanation_required', {}, 'reason');
	if (input.kind === 'manual' && !input.untilOn) throw new AppError('required', {}, 'untilOn');
	if (input.untilOn && input.untilOn < unit.today)
		throw new AppError('date_in_past', {}, 'untilOn');
	if (input.kind === 'customer_in_dispute' && (input.invoiceId || input.contactId))
		throw new AppError('hold_whole_customer', {}, 'about');
	if (input.contactId) await refuseForeign(unit, input.customerId, input.contactId);
	if (!input.invoiceId) return;
	if (input.contactId) throw new AppError('invalid_input', { field: 'about' }, 'about');
	const invoice = await invoiceById(unit, input.invoiceId);
	if (invoice.customerId !== input.customerId) throw new AppError('not_found', {}, 'invoiceId');
}

async function refuseForeign(
	unit: Unit<InsideScope>,
	customerId: string,
	contactId: string
): Promise<void> {
	const contacts = await contactsOf(unit, customerId);
	if (!contacts.some(({ id }) => id === contactId))
		throw new AppError('not_found', {}, 'contactId');
}

const releaseSame = (
	unit: Unit<InsideScope>,
	{ customerId, kind, invoiceId, contactId }: NewHold
) =>
	unit.tx
		.update(hold)
		.set({ releasedAt: unit.now, releasedBy: actorOf(unit.scope).name })
		.where(
			and(
				eq(hold.organisationId, unit.scope.organisationId),
				eq(hold.customerId, customerId),
				eq(hold.kind, kind),
				invoiceId ? eq(hold.invoiceId, invoiceId) : isNull(hold.invoiceId),
				contactId ? eq(hold.contactId, contactId) : isNull(hold.contactId),
				isNull(hold.releasedAt)
			)
		);
