import { fateOf, type FlagFate } from '$lib/domain/intake/flag-fate';
import type { InsideScope } from '../auth/scope';
import { inChunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { activeClaims, knownKeys } from '../disputes/queries';
import { openInvoices } from '../invoices/queries';
import { settledByInvoice } from '../payments/queries';
import { openAmountChanges } from '../payments/sync-open-amount';
import type { FlaggedInvoice, InvoicePlan } from './plan-invoices';

/** By invoice. */
export type FlagFates = ReadonlyMap<string, FlagFate>;

/** Once the file is written. */
export async function flagFates(
	unit: Unit<InsideScope>,
	flagged: readonly FlaggedInvoice[]
): Promise<FlagFates> {
	const open = await inChunks(idsOf(flagged), (invoiceIds) =>
		openInvoices(unit, { invoiceIds, onlyOpen: true })
	);
	return fatesWhen(unit, flagged, new Set(open.map((invoice) => invoice.id)));
}

/** Before anything of the file is written. */
export const expectedFlagFates = async (
	unit: Unit<InsideScope>,
	plan: InvoicePlan
): Promise<FlagFates> => fatesWhen(unit, plan.flagged, await expectedDue(unit, plan));

/** The key of the case that the flag of an invoice opens. */
export const keyOf = (invoiceId: string): string => `import-${invoiceId}`;

async function fatesWhen(
	unit: Unit<InsideScope>,
	flagged: readonly FlaggedInvoice[],
	due: ReadonlySet<string>
): Promise<FlagFates> {
	const ids = idsOf(flagged);
	const claims = await inChunks(ids, (invoiceIds) => activeClaims(unit, { invoiceIds }));
	const keys = await inChunks(ids.map(keyOf), (part) => knownKeys(unit, part));
	const disputed = new Set(claims.map((claim) => claim.invoiceId));
	const opened = new Set(keys);
	const factsOf = (id: string) => ({
		isDue: due.has(id),
		isDisputed: disputed.has(id),
		hasOpened: opened.has(keyOf(id))
	});
	return new Map(ids.map((id) => [id, fateOf(factsOf(id))]));
}

/** The flagged invoices of which something will be left to pay: what is settled now and what the file adds or takes back. */
async function expectedDue(
	unit: Unit<InsideScope>,
	{ all, stated, flagged }: InvoicePlan
): Promise<ReadonlySet<string>> {
	const ids = new Set(idsOf(flagged));
	const settled = await settledByInvoice(unit, [...ids]);
	const changes = await openAmountChanges(
		unit,
		stated.filter((one) => ids.has(one.invoiceId))
	);
	const change = new Map(changes.map((one) => [one.invoiceId, one.differenceMinor]));
	const settledThen = (id: string) => (settled.get(id)?.allMinor ?? 0n) + (change.get(id) ?? 0n);
	const due = all.filter(({ id, totalMinor }) => ids.has(id) && totalMinor > settledThen(id));
	return new Set(due.map(({ id }) => id));
}

const idsOf = (flagged: readonly FlaggedInvoice[]): string[] =>
	flagged.map(({ invoiceId }) => invoiceId);
