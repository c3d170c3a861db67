import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import { minorMax, minorMin } from '$lib/domain/money';
import { useCredits } from '$lib/domain/receivables/use-credits';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { chunks } from '../db/chunks';
import { allocation, payment } from '../db/schema/payments';
import { lockInvoicesById } from '../invoices/queries';
import { creditSourcesOf, type CreditSource } from './credit-sources';
import { creditsUsedByImports, settledByInvoice, type Settlement } from './queries';
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
	const uses = [...(await usesOf(unit, changes, credits)), ...(await takenBack(unit, changes))];
	for (const part of chunks(uses)) await recordUses(unit, part, changes);
	for (const part of chunks(withoutUses(changes, uses))) await recordChanges(unit, part);
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

const NOTHING: Settlement = { allMinor: 0n, importedMinor: 0n };

function difference({ totalMinor, openMinor }: StatedOpenAmount, settled = NOTHING): bigint {
	const missing = totalMinor - openMinor - settled.allMinor;
	return missing >= 0n ? missing : -minorMin(-missing, settled.importedMinor);
}

/** What a known credit settles of an invoice; negative: no longer. */
interface Use {
	invoiceId: string;
	credit: Pick<CreditSource, 'id' | 'kind'>;
	minor: bigint;
}

async function usesOf(
	unit: Unit<InsideScope>,
	changes: readonly Change[],
	stated: readonly StatedCredit[]
): Promise<Use[]> {
	const settled = changes.filter(({ differenceMinor }) => differenceMinor > 0n);
	const sources = await creditSourcesOf(unit, [...new Set(settled.map((one) => one.customerId))]);
	const openOf = new Map(stated.map(({ number, openMinor }) => [number, openMinor]));
	const freeOf = ({ kind, name, leftMinor }: CreditSource): bigint => {
		const open = kind === 'credit_note' ? openOf.get(name) : undefined;
		return open === null ? 0n : minorMax(0n, leftMinor - (open ?? 0n));
	};
	return useCredits(
		settled.map((one) => ({ ...one, minor: one.differenceMinor })),
		sources.map((source) => ({ ...source, freeMinor: freeOf(source) }))
	);
}

/** Credit notes an import had set against an invoice are free again before a payment is taken back. */
async function takenBack(unit: Unit<InsideScope>, changes: readonly Change[]): Promise<Use[]> {
	const back = changes.filter(({ differenceMinor }) => differenceMinor < 0n);
	const used = await creditsUsedByImports(
		unit,
		back.map(({ invoiceId }) => invoiceId)
	);
	return back.flatMap(({ invoiceId, differenceMinor }) => {
		let left = -differenceMinor;
		return used
			.filter((one) => one.invoiceId === invoiceId)
			.flatMap(({ creditNoteId, minor }) => {
				const part = minorMin(left, minor);
				left -= part;
				const credit = { id: creditNoteId, kind: 'credit_note' as const };
				return part > 0n ? [{ invoiceId, credit, minor: -part }] : [];
			});
	});
}

/** What remains to be told by a payment. */
const withoutUses = (changes: readonly Change[], uses: readonly Use[]): Change[] => {
	const byInvoice = groupBy(uses, ({ invoiceId }) => invoiceId);
	return changes
		.map((change) => {
			const used = (byInvoice.get(change.invoiceId) ?? []).reduce(
				(sum, { minor }) => sum + minor,
				0n
			);
			return { ...change, differenceMinor: change.differenceMinor - used };
		})
		.filter(({ differenceMinor }) => differenceMinor !== 0n);
};

async function recordUses(
	unit: Unit<InsideScope>,
	uses: readonly Use[],
	changes: readonly Change[]
): Promise<void> {
	const about = new Map(changes.map((change) => [change.invoiceId, change]));
	await unit.tx.insert(allocation).values(
		uses.map(({ invoiceId, credit, minor }) => ({
			organisationId: unit.scope.organisationId,
			id: uuidv7(),
			customerId: about.get(invoiceId)!.customerId,
			invoiceId,
			...(credit.kind === 'payment' ? { paymentId: credit.id } : { creditNoteId: credit.id }),
			allocatedOn: about.get(invoiceId)!.paidOn ?? unit.today,
			amountMinor: minor,
			createdAt: unit.now
		}))
	);
}

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
}
