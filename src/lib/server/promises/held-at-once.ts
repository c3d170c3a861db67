import type { BeyondReason } from '$lib/domain/promises/policy';
import type { Unit } from '../db/client';
import { beyondAfter, type Before } from './beyond';
import { freeInvoices } from './free-invoices';
import type { PromiseReader } from './made-promises';

/** Of what may be promised, what a date within the policy suspends without anybody deciding first. */
export type HeldAtOnce = 'all' | 'some' | 'nothing';

interface Choice extends Before {
	/** What is promised with one tick. */
	choices: readonly (readonly string[])[];
}

interface Held {
	held: HeldAtOnce;
	/** Why somebody decides about whatever is chosen. */
	why: BeyondReason | null;
}

/** By the rule that records a promise: today is the nearest day there is. */
export async function heldAtOnce(
	unit: Unit<PromiseReader>,
	{ free, choices, made }: Choice
): Promise<Held> {
	const beyond = await beyondAfter(unit, { made, free });
	const reasons = choices.map((invoiceIds) =>
		beyond(
			unit.today,
			invoiceIds.map((invoiceId) => ({ invoiceId, amountMinor: free.get(invoiceId) ?? 0n }))
		)
	);
	const held = reasons.filter(({ length }) => length === 0).length;
	if (held === choices.length) return { held: 'all', why: null };
	if (held > 0) return { held: 'some', why: null };
	return { held: 'nothing', why: reasons[0]?.[0] ?? null };
}

/** The same of what a customer promised before and would promise again. */
export async function heldAgain(
	unit: Unit<PromiseReader>,
	{ customerId, invoiceIds }: { customerId: string; invoiceIds: readonly string[] }
): Promise<boolean> {
	const { invoices, made } = await freeInvoices(unit, customerId);
	const free = new Map(invoices.map(({ invoice, freeMinor }) => [invoice.id, freeMinor]));
	const { held } = await heldAtOnce(unit, { made, free, choices: [invoiceIds] });
	return held === 'all';
}
