import { and, eq, isNotNull, sql, type SQL } from 'drizzle-orm';
import { groupBy } from '$lib/domain/group-by';
import type { Money } from '$lib/domain/money';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { creditRequest } from '../db/schema/credits';
import { referencesOf } from '../disputes/named-cases';
import { openBelow } from '../invoices/queries';
import { creditedAmong, residualLimitOf, residualsOn, type Residual } from './residuals';

/** What a screen holds. */
const PAGE = 50;

export interface SmallResidual extends Residual {
	disputeId: string;
	customerId: string;
	reference: string;
	customer: { code: string; name: string };
}

/**
 * What little posted credit notes left in the house and somebody may write off, a page at a time, the oldest invoice
 * first. Most of what is that small may be; what is contested, promised or paused meanwhile is read past.
 * @param after the last invoice of the page before
 * @returns `next`: from where there is more; null where this is all
 */
export async function smallResiduals(
	unit: Unit<DeskScope>,
	{ after }: { after?: string | undefined }
): Promise<{ rows: SmallResidual[]; next: string | null }> {
	const limit = await residualLimitOf(unit);
	const rows: SmallResidual[] = [];
	if (limit.minor === 0n) return { rows, next: null };
	for (let place = after; ;) {
		const ids = await creditedBelow(unit, limit, place);
		rows.push(...(await smallAmong(unit, ids)));
		if (rows.length > PAGE) return { rows: rows.slice(0, PAGE), next: rows[PAGE - 1]!.invoiceId };
		if (ids.length <= PAGE) return { rows, next: null };
		place = ids.at(-1);
	}
}

/** One more than a page, to know whether there is another one. */
const creditedBelow = (unit: Unit<DeskScope>, limit: Money, after?: string): Promise<string[]> =>
	openBelow(unit, limit, { within: creditedInvoices(unit), after, most: PAGE + 1 });

/** Whatever a posted credit note was about. */
const creditedInvoices = ({ scope }: Unit<DeskScope>): SQL => sql`(
	select (part ->> 'invoiceId')::uuid from ${creditRequest}
	cross join lateral jsonb_array_elements(${creditRequest.parts}) part
	where ${and(eq(creditRequest.organisationId, scope.organisationId), isNotNull(creditRequest.postedAt))})`;

/** Of these invoices, in their order. */
async function smallAmong(
	unit: Unit<DeskScope>,
	invoiceIds: readonly string[]
): Promise<SmallResidual[]> {
	const credited = await creditedAmong(unit, invoiceIds);
	const references = await referencesOf(
		unit,
		credited.map(({ disputeId }) => disputeId)
	);
	const found: SmallResidual[] = [];
	for (const [customerId, all] of groupBy(credited, (one) => one.customerId)) {
		const ids = all.map(({ invoiceId }) => invoiceId);
		for (const rest of await residualsOn(unit, customerId, ids)) {
			if (rest.fate !== 'small') continue;
			const { disputeId, code, name } = all.find((one) => one.invoiceId === rest.invoiceId)!;
			const reference = references.get(disputeId) ?? '';
			found.push({ ...rest, disputeId, customerId, reference, customer: { code, name } });
		}
	}
	return found.sort((a, b) => (a.invoiceId < b.invoiceId ? -1 : 1));
}
