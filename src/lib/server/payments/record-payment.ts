import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { allocate, type Share } from '$lib/domain/receivables/allocation';
import { disputedMinor } from '$lib/domain/receivables/open-items';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import { bookOnPauses } from '../customers/claim-pauses';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { allocation, payment } from '../db/schema/payments';
import { activeClaims } from '../disputes/queries';
import { lockInvoices } from '../invoices/lock-invoices';
import { type InvoiceBalance } from '../invoices/queries';
import { namedParts } from './named-parts';

export interface NewPayment {
	/** Made with the form: sending it twice records it once. */
	paymentId: string;
	customerId: string;
	receivedOn: LocalDate;
	amountMinor: bigint;
	currency: string;
	reference: string;
	/** Settled first; then what the customer said he paid, then the oldest. */
	invoiceId?: string;
}

/** A payment somebody saw on the bank statement. */
export async function recordPayment(
	unit: Unit<InsideScope>,
	input: NewPayment
): Promise<{ isNew: boolean; shares: Share[]; leftMinor: bigint }> {
	if (input.amountMinor <= 0n) throw new AppError('amount_not_positive', {}, 'amount');
	if (input.receivedOn > unit.today) throw new AppError('date_invalid', {}, 'receivedOn');
	await customerById(unit, input.customerId);
	const invoices = await lockInvoices(unit, { customerId: input.customerId });
	const shares = await sharesOf(unit, input, invoices);
	if (!(await insertPayment(unit, input))) return { isNew: false, shares: [], leftMinor: 0n };
	const issuedOn = new Map(invoices.map((invoice) => [invoice.id, invoice.issuedOn]));
	const settledOn = ({ invoiceId }: Share) => settlementDay(input, issuedOn.get(invoiceId));
	if (shares.length)
		await unit.tx
			.insert(allocation)
			.values(
				shares.map((share) => ({ ...rowOf(unit, input, share), allocatedOn: settledOn(share) }))
			);
	await bookOnPauses(unit, shares);
	await record(
		unit,
		'payment.recorded',
		{ kind: 'payment', id: input.paymentId, customerId: input.customerId },
		{ amountMinor: input.amountMinor, currency: input.currency, shares }
	);
	const settled = shares.reduce((sum, share) => sum + share.amountMinor, 0n);
	return { isNew: true, shares, leftMinor: input.amountMinor - settled };
}

/**
 * The day the money arrived, whenever it was recorded: no interest for the days in between, and a
 * promise kept on its day is kept. Money that came before the invoice settles it on its first day.
 */
const settlementDay = ({ receivedOn }: NewPayment, issuedOn = receivedOn): LocalDate =>
	receivedOn < issuedOn ? issuedOn : receivedOn;

async function sharesOf(
	unit: Unit<InsideScope>,
	input: NewPayment,
	invoices: readonly InvoiceBalance[]
): Promise<Share[]> {
	const payable = invoices.filter(
		(invoice) => invoice.currency === input.currency && invoice.openMinor > 0n
	);
	if (input.invoiceId && !payable.some((invoice) => invoice.id === input.invoiceId))
		throw new AppError('not_found', {}, 'invoiceId');
	const claims = await activeClaims(unit, { customerId: input.customerId });
	return allocate(
		input.amountMinor,
		payable.map(({ id, dueOn, openMinor }) => ({
			invoiceId: id,
			dueOn,
			openMinor,
			disputedMinor: disputedMinor(
				openMinor,
				claims.filter((claim) => claim.invoiceId === id)
			)
		})),
		{
			firstInvoiceId: input.invoiceId,
			parts: await namedParts(
				unit,
				input.customerId,
				payable.map(({ id }) => id)
			)
		}
	);
}

async function insertPayment(unit: Unit<InsideScope>, input: NewPayment): Promise<boolean> {
	const rows = await unit.tx
		.insert(payment)
		.values({
			organisationId: unit.scope.organisationId,
			id: input.paymentId,
			customerId: input.customerId,
			receivedOn: input.receivedOn,
			currency: input.currency,
			totalMinor: input.amountMinor,
			reference: input.reference,
			source: 'staff',
			createdAt: unit.now
		})
		.onConflictDoNothing()
		.returning({ id: payment.id });
	return rows.length > 0;
}

const rowOf = (unit: Unit<InsideScope>, input: NewPayment, share: Share) => ({
	organisationId: unit.scope.organisationId,
	id: uuidv7(),
	customerId: input.customerId,
	invoiceId: share.invoiceId,
	paymentId: input.paymentId,
	amountMinor: share.amountMinor,
	createdAt: unit.now
});
