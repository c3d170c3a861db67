import { addDays, type LocalDate } from '$lib/domain/calendar';
import type { Habit } from './customers';
import { HERO_DUE, type DraftInvoice } from './invoices';
import { instantAt } from './moments';
import type { Sketch } from './sketch';

/** Days after the due date on which each habit pays. */
const DELAYS: Record<Habit, readonly [number, number]> = {
	prompt: [-6, 2],
	slow: [3, 18],
	late: [20, 55],
	stuck: [95, 140]
};

export function addPayments(sketch: Sketch, invoices: readonly DraftInvoice[]): void {
	for (const invoice of invoices) {
		const on = paidOn(sketch, invoice);
		if (on !== null && on <= sketch.unit.today)
			pay(sketch, invoice, invoice.total - invoice.settled, on);
		else if (isPartlyPaid(sketch, invoice))
			pay(sketch, invoice, partOf(invoice, 0.4), addDays(sketch.unit.today, -3));
	}
	addUnallocated(sketch, invoices);
}

/** Null: not while the case is open, and for the hero what the story says. */
function paidOn(
	sketch: Sketch,
	{ customer, dueOn, issuedOn, dispute }: DraftInvoice
): LocalDate | null {
	if (dispute?.active) return null;
	if (customer.index === 0)
		return dueOn < addDays(sketch.unit.today, HERO_DUE[2]) ? addDays(dueOn, 3) : null;
	const [earliest, latest] = DELAYS[customer.habit];
	const forgotten = sketch.random.chance(0.07) ? 30 : 0;
	const usual = addDays(dueOn, sketch.random.int(earliest, latest) + forgotten);
	const afterCase = dispute?.closedOn ? addDays(dispute.closedOn, sketch.random.int(3, 12)) : usual;
	return [usual, afterCase, issuedOn].reduce((a, b) => (a > b ? a : b));
}

const isPartlyPaid = (
	{ unit, random }: Sketch,
	{ customer, dueOn, dispute }: DraftInvoice
): boolean => customer.index > 0 && !dispute && dueOn < unit.today && random.chance(0.15);

const partOf = ({ total }: DraftInvoice, share: number): bigint =>
	(total * BigInt(Math.round(share * 100))) / 100n;

function pay(sketch: Sketch, invoice: DraftInvoice, amountMinor: bigint, on: LocalDate): void {
	if (amountMinor <= 0n) return;
	const common = {
		customerId: invoice.customer.id,
		createdAt: instantAt(on, 990, sketch.unit.scope.timeZone)
	};
	const paymentId = addPayment(sketch, invoice, amountMinor, on, invoice.number);
	sketch.add('allocation', {
		...common,
		invoiceId: invoice.id,
		paymentId,
		allocatedOn: on,
		amountMinor
	});
	invoice.settled += amountMinor;
}

const addPayment = (
	sketch: Sketch,
	{ customer }: DraftInvoice,
	totalMinor: bigint,
	on: LocalDate,
	reference: string
): string =>
	sketch.add('payment', {
		customerId: customer.id,
		receivedOn: on,
		currency: sketch.creditor.currency,
		totalMinor,
		reference,
		source: 'bank',
		createdAt: instantAt(on, 990, sketch.unit.scope.timeZone)
	});

/** One transfer nobody has matched yet: it counts for the customer, not for an invoice. */
function addUnallocated(sketch: Sketch, invoices: readonly DraftInvoice[]): void {
	const open = invoices.find(
		(invoice) =>
			invoice.customer.index > 20 &&
			!invoice.dispute &&
			invoice.settled === 0n &&
			invoice.dueOn < sketch.unit.today
	);
	const of = open ?? invoices.find((invoice) => invoice.customer.index > 0);
	if (of) addPayment(sketch, of, partOf(of, 0.25), addDays(sketch.unit.today, -2), '');
}
