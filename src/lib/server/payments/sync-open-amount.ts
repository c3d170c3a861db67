import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { minorMax, minorMin } from '$lib/domain/money';
import type { InsideScope } from '../auth/scope';
import { bookOnPauses } from '../customers/claim-pauses';
import type { Unit } from '../db/client';
import { chunks } from '../db/chunks';
import { allocation, payment } from '../db/schema/payments';
import { lockInvoicesById } from '../invoices/lock-invoices';
import { settledByInvoice, type Settlement } from './queries';
import { settleWithCredits } from './settle-with-credits';
import type { StatedCredit } from './sync-credits';

/** What a file says remains to be paid of an invoice. */
export interface StatedOpenAmount {
	invoiceId: string;
	customerId: string;
	number: string;
	currency: string;
	totalMinor: bigint;
	openMinor: bigint;
	/** When it was paid; today when the file does not say. */
	paidOn: LocalDate | null;
}

interface Change extends StatedOpenAmount {
	/** Negative takes back what an earlier file had settled. */
	differenceMinor: bigint;
}

/**
 * Records the difference between what is settled and what the file says: with the credits that are
 * known and free, then as a payment nobody knew of. An import takes back only what imports had
 * settled: a payment seen by staff or the credit note of a case stays, the other system is late.
 * @param credits what the same file calls open: never used for it
 * @returns the invoices whose open amount changed
 */
export async function syncOpenAmounts(
	unit: Unit<InsideScope>,
	stated: readonly StatedOpenAmount[],
	credits: readonly StatedCredit[] = []
): Promise<ReadonlySet<string>> {
	const before = await openAmountChanges(unit, stated);
	if (before.length === 0) return new Set();
	await lockInvoicesById(
		unit,
		before.map((change) => change.invoiceId)
	);
	// Read again: what was settled while we waited counts.
	const changes = await openAmountChanges(unit, before);
	const unexplained = await settleWithCredits(unit, changes, credits);
	for (const part of chunks(unexplained)) await recordChanges(unit, part);
	return new Set(changes.map((change) => change.invoiceId));
}

/** The stated amounts that are not those we know. */
export async function openAmountChanges(
	unit: Unit<InsideScope>,
	stated: readonly StatedOpenAmount[]
): Promise<Change[]> {
	const settled = await settledByInvoice(
		unit,
		stated.map((one) => one.invoiceId)
	);
	return stated
		.map((one) => ({ ...one, differenceMinor: difference(one, settled.get(one.invoiceId)) }))
		.filter((change) => change.differenceMinor !== 0n);
}

const NOTHING: Settlement = { allMinor: 0n, importedMinor: 0n, writtenOffMinor: 0n };

function difference({ totalMinor, openMinor }: StatedOpenAmount, settled = NOTHING): bigint {
	const missing = totalMinor - openMinor - settled.allMinor;
	return missing >= 0n ? missing : -takenBackOf(-missing, settled);
}

/** What was written off here stays so, whether or not the books know of it yet. */
const takenBackOf = (moreMinor: bigint, { importedMinor, writtenOffMinor }: Settlement): bigint =>
	minorMin(minorMax(0n, moreMinor - writtenOffMinor), importedMinor);

async function recordChanges(unit: Unit<InsideScope>, changes: readonly Change[]): Promise<void> {
	const common = { organisationId: unit.scope.organisationId, createdAt: unit.now };
	const paid = changes.map((change) => ({
		...change,
		paymentId: uuidv7(),
		on: change.paidOn ?? unit.today
	}));
	await unit.tx.insert(payment).values(
		paid.map(({ paymentId, customerId, on, currency, differenceMinor, number }) => ({
			...common,
			id: paymentId,
			customerId,
			receivedOn: on,
			currency,
			totalMinor: differenceMinor,
			reference: number,
			source: 'import' as const
		}))
	);
	await unit.tx.insert(allocation).values(
		paid.map(({ paymentId, customerId, invoiceId, on, differenceMinor }) => ({
			...common,
			id: uuidv7(),
			customerId,
			invoiceId,
			paymentId,
			allocatedOn: on,
			amountMinor: differenceMinor
		}))
	);
	await bookOnPauses(
		unit,
		changes
			.filter(({ differenceMinor }) => differenceMinor > 0n)
			.map(({ invoiceId, differenceMinor }) => ({ invoiceId, amountMinor: differenceMinor }))
	);
}
