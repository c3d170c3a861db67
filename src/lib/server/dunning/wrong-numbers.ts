import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { pastEvents, type PastEvent } from '../audit/past-events';
import type { InsideScope } from '../auth/scope';
import { contactsToDun } from '../customers/dunning-facts';
import type { Unit } from '../db/client';
import { call, notice } from '../db/schema/notices';
import { openInvoicesByCustomer } from '../invoices/dunning-facts';

/**
 * Customers who owe something and whose last call reached a stranger, until the number of that contact
 * is another one, the contact is gone, or a later call was answered by the right person.
 */
export async function wrongNumbers(unit: Unit<InsideScope>): Promise<string[]> {
	const wrong = (await lastCalls(unit)).filter(({ outcome }) => outcome === 'wrong_number');
	const ids = [...new Set(wrong.map(({ customerId }) => customerId))];
	if (ids.length === 0) return [];
	const isMended = await mendedSince(unit, ids);
	const owed = await openInvoicesByCustomer(unit, ids);
	const still = wrong.filter((one) => owed(one.customerId).length > 0 && !isMended(one));
	return [...new Set(still.map(({ customerId }) => customerId))];
}

/** Of each contact, for whatever step it was. */
const lastCalls = (unit: Unit<InsideScope>) =>
	unit.tx
		.selectDistinctOn([notice.customerId, notice.contactId], {
			customerId: notice.customerId,
			contactId: notice.contactId,
			outcome: call.outcome,
			at: call.at,
			/** Kept with its notice. */
			dialled: sql<string | null>`${notice.content}->>'contactPhone'`
		})
		.from(call)
		.innerJoin(
			notice,
			and(eq(notice.organisationId, call.organisationId), eq(notice.id, call.noticeId))
		)
		.where(and(eq(call.organisationId, unit.scope.organisationId), isNull(call.struckAt)))
		.orderBy(notice.customerId, notice.contactId, desc(call.at), desc(call.id));

type Wrong = Awaited<ReturnType<typeof lastCalls>>[number];

async function mendedSince(unit: Unit<InsideScope>, customerIds: readonly string[]) {
	const contacts = await contactsToDun(unit, customerIds);
	const ids = contacts.map(({ contactId }) => contactId);
	const changes = (await pastEvents(unit, 'contact', ids, ['contact.changed'])).filter(isNewNumber);
	return ({ contactId, at, dialled }: Wrong): boolean => {
		const contact = contacts.find((one) => one.contactId === contactId);
		// An import replaces a number without a word.
		const isAnother = Boolean(dialled) && contact?.phone !== dialled;
		return (
			!contact ||
			isAnother ||
			changes.some((change) => change.subjectId === contactId && change.at > at)
		);
	};
}

interface Changed {
	before?: { phone?: string };
	after?: { phone?: string };
}

const isNewNumber = ({ data }: PastEvent): boolean => {
	const { before, after } = data as Changed;
	return after?.phone !== undefined && before?.phone !== after.phone;
};
