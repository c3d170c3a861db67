import { and, eq, sql } from 'drizzle-orm';
import { lettersBefore, stepKeyOf } from '$lib/domain/dunning/written-again';
import type { SystemScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { notice } from '../db/schema/notices';
import type { Names } from '../delivery/notice-hook';
import { numberedInvoices } from '../invoices/queries';

/**
 * Customer, invoice and step: what makes a notice the same one, in a restored database too. By the code
 * and the number everybody knows them by: what is imported again has other ids. Then by its ids, as
 * the journal named it before.
 */
export async function noticeNames(
	unit: Unit<SystemScope>,
	noticeIds: readonly string[]
): Promise<Map<string, Names>> {
	const customer = namedCustomers(unit);
	const invoice = numberedInvoices(unit);
	const rows = await unit.tx
		.select({
			id: notice.id,
			customerId: notice.customerId,
			leaderInvoiceId: notice.leaderInvoiceId,
			code: customer.code,
			number: invoice.number,
			stepKey: notice.stepKey,
			older: olderSql
		})
		.from(notice)
		.innerJoin(customer, eq(customer.id, notice.customerId))
		.innerJoin(invoice, eq(invoice.id, notice.leaderInvoiceId))
		.where(and(eq(notice.organisationId, unit.scope.organisationId), oneOf(notice.id, noticeIds)));
	return new Map(rows.map((row) => [row.id, namesOf(row)]));
}

/** As `olderLetters` counts them, for many at once. */
const olderSql = sql<number>`(
	select count(*)::int from ${notice} o
	where o.organisation_id = notice.organisation_id and o.customer_id = notice.customer_id
		and o.leader_invoice_id = notice.leader_invoice_id and o.step_key <> notice.step_key
		and split_part(o.step_key, '.', 1) = notice.step_key)`;

interface Named extends Record<
	'code' | 'number' | 'stepKey' | 'customerId' | 'leaderInvoiceId',
	string
> {
	older: number;
}

function namesOf({ customerId, leaderInvoiceId, code, number, older, ...row }: Named): Names {
	const stepKey = stepKeyOf(row.stepKey);
	// A letter that is written again is another one: its provider must not take it for the first.
	const before = lettersBefore(row.stepKey) ?? older;
	if (before > 0) return [JSON.stringify([code, number, stepKey, before])];
	return [JSON.stringify([code, number, stepKey]), `${customerId}:${leaderInvoiceId}:${stepKey}`];
}
