import { and, eq, sql } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import { contactsToDun, customersToDun } from '../customers/dunning-facts';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { notice } from '../db/schema/notices';
import { lastReturns } from '../delivery/last-returns';
import { failingNumbers, type FailingNumbers } from './failing-numbers';
import { WRITTEN_AGAIN } from './history';

export interface ReturnedCustomer {
	code: string;
	name: string;
	reason: 'came_back' | 'letter_came_back';
	/** Of a letter that came back. */
	noticeId?: string;
}

/** Those whose message came back, as long as the contact is the one it was sent to. */
export async function returnedCustomers(unit: Unit<InsideScope>): Promise<ReturnedCustomer[]> {
	const returns = await toLookAt(unit);
	const ids = [...new Set(returns.flatMap(({ customerId }) => customerId ?? []))];
	const contacts = await contactsToDun(unit, ids);
	const customers = await customersToDun(unit, ids);
	const failing = await failingNumbers(unit, { customers, contacts });
	return customers.flatMap(({ customerId, code, name }): ReturnedCustomer[] => {
		const theirs = contacts.filter((contact) => contact.customerId === customerId);
		const back = returns.find(
			(one) => one.customerId === customerId && isStillThere(one, theirs, failing)
		);
		if (!back) return [];
		const { noticeId } = back;
		return back.channel === 'post' && noticeId
			? [{ code, name, reason: 'letter_came_back', noticeId }]
			: [{ code, name, reason: 'came_back' }];
	});
}

/** A letter that was written again is dealt with. */
async function toLookAt(unit: Unit<InsideScope>) {
	const returns = await lastReturns(unit);
	const dealtWith = await writtenAgain(
		unit,
		returns.flatMap(({ noticeId }) => noticeId ?? [])
	);
	return returns.filter(({ noticeId }) => !noticeId || !dealtWith.has(noticeId));
}

async function writtenAgain(unit: Unit<InsideScope>, noticeIds: string[]) {
	if (noticeIds.length === 0) return new Set<string>();
	const rows = await unit.tx
		.select({ id: notice.id })
		.from(notice)
		.where(
			and(
				eq(notice.organisationId, unit.scope.organisationId),
				oneOf(notice.id, noticeIds),
				sql`${notice.reasons} ? ${WRITTEN_AGAIN}`
			)
		);
	return new Set(rows.map(({ id }) => id));
}

type Return = Awaited<ReturnType<typeof lastReturns>>[number];
type Contact = Awaited<ReturnType<typeof contactsToDun>>[number];

function isStillThere(
	{ channel, toEmail, toPhone }: Return,
	contacts: Contact[],
	failing: FailingNumbers
): boolean {
	if (channel === 'post') return true;
	return contacts.some((contact) =>
		channel === 'sms'
			? failing.get(contact.contactId) === toPhone
			: contact.email === toEmail && contact.bouncedAt !== null
	);
}
