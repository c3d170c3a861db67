import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import { residualFate, type ResidualFate } from '$lib/domain/credits/residual';
import { groupBy } from '$lib/domain/group-by';
import { money, type Money } from '$lib/domain/money';
import { payableMinor, splitOpen } from '$lib/domain/receivables/open-items';
import type { DeskScope } from '../auth/scope';
import { holdsOf } from '../customers/portal-queries';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { creditRequest } from '../db/schema/credits';
import { activeClaims } from '../disputes/queries';
import { openInvoices, type InvoiceBalance } from '../invoices/queries';
import { writtenOff } from '../payments/write-off-queries';
import { openPromises } from '../promises/open-promises';
import { organisationOf } from '../settings/queries';

/** What a credit note left on an invoice of a case. */
export interface Residual {
	invoiceId: string;
	invoiceNumber: string;
	rest: Money;
	/** Of it, what is asked for again. */
	due: Money;
	fate: ResidualFate;
}

/** Up to how much may be written off of an invoice; 0 = nothing. */
export async function residualLimitOf(unit: Unit<DeskScope>): Promise<Money> {
	const { residualMinor, currency } = await organisationOf(unit);
	return money(residualMinor, currency);
}

/** What becomes of what is left of each of these invoices, of one customer. */
export async function residualsOn(
	unit: Unit<DeskScope>,
	customerId: string,
	invoiceIds: readonly string[]
): Promise<Residual[]> {
	const limit = await residualLimitOf(unit);
	const open = await openInvoices(unit, { customerId, invoiceIds, onlyOpen: true });
	if (open.length === 0) return [];
	const claims = groupBy(await activeClaims(unit, { invoiceIds }), (claim) => claim.invoiceId);
	const promises = await openPromises(unit, customerId);
	const pauses = await holdsOf(unit, customerId);
	const before = await writtenOff(unit, invoiceIds);
	return open.map((invoice) => {
		const { id, openMinor, currency } = invoice;
		const parts = splitOpen(openMinor, {
			disputedMinor: openMinor - payableMinor(openMinor, claims.get(id) ?? []),
			promisedMinor: promises.get(id)?.minor ?? 0n,
			// A pause of the whole customer is one of each of his invoices.
			rests: pauses.filter((one) => one.invoiceId === id || one.invoiceId === null)
		});
		const once = before.has(id) ? money(0n, limit.currency) : limit;
		return shown(invoice, parts.dueMinor, residualFate(parts, { currency, limit: once }));
	});
}

const shown = (
	{ id, number, openMinor, currency }: InvoiceBalance,
	dueMinor: bigint,
	fate: ResidualFate
): Residual => ({
	...{ invoiceId: id, invoiceNumber: number, fate },
	...{ rest: money(openMinor, currency), due: money(dueMinor, currency) }
});

/** Which of these invoices a posted credit note was about, and of which case: the last one counts. */
export async function creditedAmong(unit: Unit<DeskScope>, invoiceIds: readonly string[]) {
	if (invoiceIds.length === 0) return [];
	const customer = namedCustomers(unit);
	const about = sql`exists (select 1 from jsonb_array_elements(${creditRequest.parts}) part
		where (part ->> 'invoiceId') = any(${`{${invoiceIds.join(',')}}`}::text[]))`;
	const rows = await unit.tx
		.select({
			disputeId: creditRequest.disputeId,
			customerId: creditRequest.customerId,
			parts: creditRequest.parts,
			...{ code: customer.code, name: customer.name }
		})
		.from(creditRequest)
		.innerJoin(customer, eq(customer.id, creditRequest.customerId))
		.where(
			and(
				eq(creditRequest.organisationId, unit.scope.organisationId),
				isNotNull(creditRequest.postedAt),
				about
			)
		)
		.orderBy(asc(creditRequest.postedAt), asc(creditRequest.id));
	const last = new Map(
		rows.flatMap(({ parts, ...row }) =>
			parts
				.filter(({ invoiceId }) => invoiceIds.includes(invoiceId))
				.map(({ invoiceId }) => [invoiceId, { ...row, invoiceId }] as const)
		)
	);
	return [...last.values()];
}
