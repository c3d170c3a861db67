import { eq } from 'drizzle-orm';
import { lettersBefore, stepKeyOf } from '$lib/domain/dunning/written-again';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { namedCustomers } from '../customers/queries';
import { notice } from '../db/schema/notices';
import { numberedInvoices } from '../invoices/queries';
import { ofNotice } from './look-again';
import { olderLetters } from './older-letters';

/**
 * Customer, invoice and step: what makes a notice the same one, in a restored database too. By the code
 * and the number everybody knows them by: what is imported again has other ids. Then by its ids, as
 * the journal named it before.
 */
export async function noticeNames(
	unit: Unit<SystemScope>,
	noticeId: string
): Promise<[name: string, ...earlier: string[]]> {
	const customer = namedCustomers(unit);
	const invoice = numberedInvoices(unit);
	const [row] = await unit.tx
		.select({
			customerId: notice.customerId,
			leaderInvoiceId: notice.leaderInvoiceId,
			code: customer.code,
			number: invoice.number,
			stepKey: notice.stepKey
		})
		.from(notice)
		.innerJoin(customer, eq(customer.id, notice.customerId))
		.innerJoin(invoice, eq(invoice.id, notice.leaderInvoiceId))
		.where(ofNotice(unit, noticeId));
	if (!row) return [noticeId];
	const { customerId, leaderInvoiceId, code, number } = row;
	const stepKey = stepKeyOf(row.stepKey);
	// A letter that is written again is another one: its provider must not take it for the first.
	const before = lettersBefore(row.stepKey) ?? (await olderLetters(unit, row));
	if (before > 0) return [JSON.stringify([code, number, stepKey, before])];
	return [JSON.stringify([code, number, stepKey]), `${customerId}:${leaderInvoiceId}:${stepKey}`];
}
