import type { LocalDate } from '$lib/domain/calendar';
import type { DecisionReason, DecisionReasonCode, DunningFacts, Hold } from './decision';

/** What stops everything for the customer as a whole. */
export function customerStops({
	customer,
	holds,
	replyUnread,
	today
}: DunningFacts): DecisionReason[] {
	const stops = activeHolds(holds, today)
		.filter(({ invoiceId, contactId }) => invoiceId === undefined && contactId === undefined)
		.map((hold) => reasonOf(CUSTOMER_REASONS[hold.kind] ?? 'held_customer', hold));
	if (replyUnread) stops.push({ code: 'reply_unread', since: replyUnread });
	if (!customer.legalStage) return stops;
	const since = customer.legalFrom;
	return [...stops, { code: 'legal_stage', ...(since && { since }) }];
}

/** What holds an invoice: wholly, or some parts of it. */
export interface InvoiceHolds {
	readonly whole: readonly DecisionReason[];
	readonly parts: readonly HeldPart[];
}

export interface HeldPart {
	readonly amountMinor: bigint;
	readonly reason: DecisionReason;
}

export const NO_HOLDS: InvoiceHolds = { whole: [], parts: [] };

/** What holds single invoices, by invoice. */
export function invoiceHolds({ holds, today }: DunningFacts): Map<string, InvoiceHolds> {
	const byInvoice = new Map<string, InvoiceHolds>();
	for (const hold of activeHolds(holds, today)) {
		if (hold.invoiceId === undefined) continue;
		byInvoice.set(hold.invoiceId, withHold(byInvoice.get(hold.invoiceId) ?? NO_HOLDS, hold));
	}
	return byInvoice;
}

function withHold({ whole, parts }: InvoiceHolds, hold: Hold): InvoiceHolds {
	const reason = reasonOf(INVOICE_REASONS[hold.kind] ?? 'held_invoice', hold);
	const { amountMinor } = hold;
	return amountMinor === undefined
		? { whole: [...whole, reason], parts }
		: { whole, parts: [...parts, { amountMinor, reason }] };
}

/** What keeps messages from single contacts; the others of the customer go on. */
export const contactHolds = ({ holds, today }: DunningFacts): Hold[] =>
	activeHolds(holds, today).filter(({ contactId }) => contactId !== undefined);

type ReasonByKind = Partial<Record<Hold['kind'], DecisionReasonCode>>;

const CUSTOMER_REASONS: ReasonByKind = {
	opted_out: 'opted_out',
	payment_announced: 'payment_announced'
};

const INVOICE_REASONS: ReasonByKind = { payment_announced: 'payment_announced' };

const activeHolds = (holds: readonly Hold[], today: LocalDate): Hold[] =>
	holds.filter(({ until }) => until === undefined || until >= today);

const reasonOf = (code: DecisionReasonCode, { reason, until }: Hold): DecisionReason => ({
	code,
	...(reason && { reference: reason }),
	...(until && { until })
});
