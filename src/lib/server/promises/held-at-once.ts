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

/** By the rule that records a promise: today is the nearest day there is. */
export async function heldAtOnce(
	unit: Unit<PromiseReader>,
	{ free, choices, made }: Choice
): Promise<HeldAtOnce> {
	const beyond = await beyondAfter(unit, { made, free });
	const isHeld = (invoiceIds: readonly string[]): boolean =>
		beyond(
			unit.today,
			invoiceIds.map((invoiceId) => ({ invoiceId, amountMinor: free.get(invoiceId) ?? 0n }))
		).length === 0;
	const held = choices.filter(isHeld).length;
	if (held === choices.length) return 'all';
	return held > 0 ? 'some' : 'nothing';
}

/** The same of what a customer promised before and would promise again. */
export async function heldAgain(
	unit: Unit<PromiseReader>,
	{ customerId, invoiceIds }: { customerId: string; invoiceIds: readonly string[] }
): Promise<boolean> {
	const { invoices, made } = await freeInvoices(unit, customerId);
	const free = new Map(invoices.map(({ invoice, freeMinor }) => [invoice.id, freeMinor]));
	return (await heldAtOnce(unit, { made, free, choices: [invoiceIds] })) === 'all';
}
