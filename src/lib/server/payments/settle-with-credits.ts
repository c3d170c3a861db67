import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import { minorMax, minorMin } from '$lib/domain/money';
import { useCredits } from '$lib/domain/receivables/use-credits';
import type { InsideScope } from '../auth/scope';
import { chunks } from '../db/chunks';
import { bookOnPauses } from '../customers/claim-pauses';
import type { Unit } from '../db/client';
import { allocation } from '../db/schema/payments';
import { creditSourcesOf, type CreditSource } from './credit-sources';
import { creditsUsedByImports } from './queries';
import type { StatedCredit } from './sync-credits';

/** What became known of an invoice; negative takes back what an earlier file had settled. */
interface Change {
	invoiceId: string;
	customerId: string;
	currency: string;
	paidOn: LocalDate | null;
	differenceMinor: bigint;
}

/**
 * Sets known credits against what the books settled, or frees them again.
 * @returns the changes that no credit explains, with what is left of them
 */
export async function settleWithCredits<One extends Change>(
	unit: Unit<InsideScope>,
	changes: readonly One[],
	stated: readonly StatedCredit[]
): Promise<One[]> {
	const uses = [...(await usesOf(unit, changes, stated)), ...(await takenBack(unit, changes))];
	for (const part of chunks(uses)) await recordUses(unit, part, changes);
	return withoutUses(changes, uses);
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
	const ids = back.map(({ invoiceId }) => invoiceId);
	const used = groupBy(await creditsUsedByImports(unit, ids), ({ invoiceId }) => invoiceId);
	return back.flatMap(({ invoiceId, differenceMinor }) => {
		let left = -differenceMinor;
		return (used.get(invoiceId) ?? []).flatMap(({ creditNoteId, minor }) => {
			const part = minorMin(left, minor);
			left -= part;
			const credit = { id: creditNoteId, kind: 'credit_note' as const };
			return part > 0n ? [{ invoiceId, credit, minor: -part }] : [];
		});
	});
}

/** What remains to be told by a payment. */
const withoutUses = <One extends Change>(changes: readonly One[], uses: readonly Use[]): One[] => {
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
	await bookOnPauses(
		unit,
		uses
			.filter(({ credit, minor }) => credit.kind === 'payment' && minor > 0n)
			.map(({ invoiceId, minor }) => ({ invoiceId, amountMinor: minor }))
	);
}
