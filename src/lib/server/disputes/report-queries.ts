import { inArray, sql } from 'drizzle-orm';
import type { DisputeRow } from '$lib/domain/reports/disputes';
import {
	ACTIVE_STATUSES,
	isActive,
	isClosed,
	type DisputeStatus
} from '$lib/domain/disputes/lifecycle';
import type { ReasonCategory } from '$lib/domain/disputes/reasons';
import { minorMin } from '$lib/domain/money';
import type { LocalDate } from '$lib/domain/calendar';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { numberedInvoices } from '../invoices/queries';
import { settledOf } from '../payments/queries';
import { allReasons } from '../settings/queries';
import { claimedItems, reasonThen } from './claimed-items';

/** A case in one currency as it stood at the end of a day, with what people call it. */
export interface CaseRow extends DisputeRow {
	readonly reference: string;
	readonly invoices: readonly string[];
}

/** Every case opened by then that was still open, or was closed in the period. */
export async function disputeRowsAsOf(
	unit: Unit<InsideScope>,
	{ asOf, from }: { asOf: LocalDate; from: LocalDate }
): Promise<CaseRow[]> {
	const items = await itemsAsOf(unit, asOf, from);
	const left = new Map<string, bigint>();
	const byCase = new Map<string, CaseRow>();
	for (const item of items) {
		const key = `${item.dispute_id} ${item.currency}`;
		byCase.set(key, together(byCase.get(key), caseRow(item, left)));
	}
	return [...byCase.values()];
}

interface Item extends Record<string, unknown> {
	dispute_id: string;
	reference: string;
	customer_id: string;
	reason_code: string;
	category: ReasonCategory;
	opened_on: LocalDate;
	status: DisputeStatus;
	status_on: LocalDate;
	invoice_id: string;
	invoice_number: string;
	currency: string;
	claimed: string;
	accepted: string | null;
	open: string;
}

/** The state of a case on a day is where its last step up to that day led; nothing later counts. */
async function itemsAsOf(
	unit: Unit<InsideScope>,
	asOf: LocalDate,
	from: LocalDate
): Promise<Item[]> {
	const { organisationId } = unit.scope;
	const reason = allReasons(unit);
	const item = claimedItems(unit, { day: asOf });
	const invoice = numberedInvoices(unit);
	const settled = settledOf({ organisationId: sql`dispute.organisation_id`, id: invoice.id }, asOf);
	const { rows } = await unit.tx.execute<Item>(sql`
		select dispute.id as dispute_id, dispute.reference, dispute.customer_id, ${reason.code} as reason_code, ${reason.category},
			dispute.opened_on::text, last.to_status as status, last.on_day::text as status_on,
			${invoice.id} as invoice_id, ${invoice.number} as invoice_number, ${item.currency},
			${item.claimedMinor}::text as claimed,
			case when decided.found then ${item.acceptedMinor}::text end as accepted,
			greatest(0, ${invoice.totalMinor} - ${settled})::text as open
		from dispute
		join ${reason} on ${reason.id} = ${reasonThen(unit, { day: asOf })}
		join lateral (
			select t.to_status, t.on_day from dispute_transition t
			where t.organisation_id = dispute.organisation_id and t.dispute_id = dispute.id and t.on_day <= ${asOf}
			order by t.at desc, t.id desc limit 1
		) last on true
		join lateral (
			select exists (
				select from dispute_transition t
				where t.organisation_id = dispute.organisation_id and t.dispute_id = dispute.id and t.on_day <= ${asOf} and t.to_status = 'decided'
			) as found
		) decided on true
		join ${item} on ${item.organisationId} = dispute.organisation_id and ${item.disputeId} = dispute.id
		join ${invoice} on ${invoice.id} = ${item.invoiceId}
		where dispute.organisation_id = ${organisationId} and dispute.opened_on <= ${asOf}
			and (${inArray(sql`last.to_status`, ACTIVE_STATUSES)} or last.on_day >= ${from})
		order by dispute.opened_at, dispute.id, ${invoice.number}, ${item.id}`);
	return rows;
}

function caseRow(item: Item, left: Map<string, bigint>): CaseRow {
	const active = isActive(item.status);
	return {
		disputeId: item.dispute_id,
		reference: item.reference,
		invoices: [item.invoice_number],
		reasonCode: item.reason_code,
		category: item.category,
		customerId: item.customer_id,
		currency: item.currency,
		claimedMinor: active ? stillBlocked(item, left) : BigInt(item.claimed),
		acceptedMinor: item.accepted === null ? null : BigInt(item.accepted),
		openedOn: item.opened_on,
		closedOn: isClosed(item.status) ? item.status_on : null,
		status: item.status,
		activeOnAsOf: active
	};
}

/** Two cases about one invoice never block more than what is open of it. */
function stillBlocked(item: Item, left: Map<string, bigint>): bigint {
	const open = left.get(item.invoice_id) ?? BigInt(item.open);
	const blocked = minorMin(BigInt(item.claimed), open);
	left.set(item.invoice_id, open - blocked);
	return blocked;
}

const together = (earlier: CaseRow | undefined, row: CaseRow): CaseRow =>
	earlier
		? {
				...earlier,
				invoices: [...earlier.invoices, ...row.invoices],
				claimedMinor: earlier.claimedMinor + row.claimedMinor,
				acceptedMinor:
					row.acceptedMinor === null ? null : (earlier.acceptedMinor ?? 0n) + row.acceptedMinor
			}
		: row;
