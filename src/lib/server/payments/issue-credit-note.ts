import { and, eq, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { minorMax, minorMin, money, type Money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { HELD } from '../db/held';
import { allocation, creditNote } from '../db/schema/payments';
import { lockInvoices } from '../invoices/lock-invoices';
import { creditsUsedByImports } from './queries';

export interface NewCreditNote {
	customerId: string;
	disputeId: string;
	number: string;
	/** Today where nobody says otherwise. */
	issuedOn?: LocalDate;
	currency: string;
	/** What is given back on each invoice. */
	parts: { invoiceId: string; amountMinor: bigint }[];
}

/**
 * Settles what was accepted, never more than an invoice still owes; the rest is a credit of the
 * customer. A credit note the books already sent us is used, not written a second time: by one round of one
 * case, and for what that granted.
 * @throws amount_not_positive, not_found, invalid_input, credit_note_taken, credit_amount_differs
 */
export async function issueCreditNote(
	unit: Unit<InsideScope>,
	input: NewCreditNote
): Promise<string> {
	const totalMinor = input.parts.reduce((sum, part) => sum + part.amountMinor, 0n);
	if (totalMinor <= 0n) throw new AppError('amount_not_positive', {}, 'creditNoteNumber');
	const invoices = await lockInvoices(unit, {
		customerId: input.customerId,
		invoiceIds: input.parts.map((part) => part.invoiceId)
	});
	const { creditNoteId, settledOf } = await creditNoteFor(unit, input, totalMinor);
	const open = new Map(invoices.map((invoice) => [invoice.id, invoice.openMinor]));
	for (const { invoiceId, amountMinor } of input.parts) {
		const left = open.get(invoiceId);
		if (left === undefined) throw new AppError('not_found');
		const part = minorMin(minorMax(0n, amountMinor - settledOf(invoiceId)), left);
		open.set(invoiceId, left - part);
		if (part > 0n) await settle(unit, input.customerId, invoiceId, creditNoteId, part);
	}
	await record(
		unit,
		'credit_note.issued',
		{ kind: 'credit_note', id: creditNoteId, customerId: input.customerId },
		{ number: input.number, totalMinor, disputeId: input.disputeId }
	);
	return creditNoteId;
}

interface UsableCreditNote {
	creditNoteId: string;
	/** What the books already set of it against an invoice of the case. */
	settledOf: (invoiceId: string) => bigint;
}

async function creditNoteFor(
	unit: Unit<InsideScope>,
	input: NewCreditNote,
	totalMinor: bigint
): Promise<UsableCreditNote> {
	const id = uuidv7();
	const { customerId, disputeId, number, currency } = input;
	const [added] = await unit.tx
		.insert(creditNote)
		.values({
			organisationId: unit.scope.organisationId,
			id,
			customerId,
			disputeId,
			number,
			currency,
			issuedOn: input.issuedOn ?? unit.today,
			totalMinor,
			creditedMinor: totalMinor,
			createdAt: unit.now
		})
		.onConflictDoNothing()
		.returning({ id: creditNote.id });
	return added
		? { creditNoteId: added.id, settledOf: () => 0n }
		: await knownCreditNote(unit, input, totalMinor);
}

async function knownCreditNote(
	unit: Unit<InsideScope>,
	{ customerId, disputeId, number, currency, parts }: NewCreditNote,
	totalMinor: bigint
): Promise<UsableCreditNote> {
	const known = await lockCreditNote(unit, number);
	if (known?.customerId !== customerId || known.currency !== currency)
		throw new AppError('invalid_input', { field: number }, 'creditNoteNumber');
	refuseOther(known, money(totalMinor, currency));
	const settledOf = await settledBy(unit, known.id, parts);
	const settled = parts.reduce(
		(sum, part) => sum + minorMin(part.amountMinor, settledOf(part.invoiceId)),
		0n
	);
	if (known.left + settled < totalMinor)
		throw new AppError('invalid_input', { field: number }, 'creditNoteNumber');
	await nameDispute(unit, known.id, { disputeId, creditedMinor: totalMinor });
	return { creditNoteId: known.id, settledOf };
}

async function lockCreditNote(unit: Unit<InsideScope>, number: string) {
	const used = sql<string>`(select coalesce(sum(${allocation.amountMinor}), 0) from ${allocation} where ${allocation.organisationId} = ${creditNote.organisationId} and ${allocation.creditNoteId} = ${creditNote.id})`;
	const [known] = await unit.tx
		.select({
			id: creditNote.id,
			customerId: creditNote.customerId,
			disputeId: creditNote.disputeId,
			currency: creditNote.currency,
			totalMinor: creditNote.totalMinor,
			left: sql<bigint>`${creditNote.totalMinor} - ${used}`.mapWith(BigInt)
		})
		.from(creditNote)
		.where(
			and(eq(creditNote.organisationId, unit.scope.organisationId), eq(creditNote.number, number))
		)
		.for(HELD);
	return known;
}

/** What nobody granted is no answer to a decision, and what answered one decision answers no other. */
function refuseOther(
	known: { disputeId: string | null; totalMinor: bigint },
	granted: Money
): void {
	if (known.disputeId) throw new AppError('credit_note_taken', {}, 'creditNoteNumber');
	if (known.totalMinor !== granted.minor)
		throw new AppError(
			'credit_amount_differs',
			{ amount: formatMoney(granted) },
			'creditNoteNumber'
		);
}

/** The books may have been first: what a file set of it against these invoices settles them already. */
async function settledBy(
	unit: Unit<InsideScope>,
	creditNoteId: string,
	parts: NewCreditNote['parts']
): Promise<UsableCreditNote['settledOf']> {
	const ids = parts.map(({ invoiceId }) => invoiceId);
	const used = (await creditsUsedByImports(unit, ids)).filter(
		(one) => one.creditNoteId === creditNoteId
	);
	return (invoiceId) => used.find((one) => one.invoiceId === invoiceId)?.minor ?? 0n;
}

const nameDispute = (
	unit: Unit<InsideScope>,
	creditNoteId: string,
	fields: { disputeId: string; creditedMinor: bigint }
) =>
	unit.tx
		.update(creditNote)
		.set(fields)
		.where(
			and(eq(creditNote.organisationId, unit.scope.organisationId), eq(creditNote.id, creditNoteId))
		);

const settle = (
	unit: Unit<InsideScope>,
	customerId: string,
	invoiceId: string,
	creditNoteId: string,
	amountMinor: bigint
) =>
	unit.tx.insert(allocation).values({
		organisationId: unit.scope.organisationId,
		id: uuidv7(),
		customerId,
		invoiceId,
		creditNoteId,
		allocatedOn: unit.today,
		amountMinor,
		createdAt: unit.now
	});
