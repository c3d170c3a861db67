import type { CasePlan } from './cases';
import type { Claim } from './claims';
import type { DraftStep } from './dispute-steps';
import type { DraftInvoice } from './invoices';
import type { Sketch } from './sketch';

export interface DraftCase {
	readonly id: string;
	readonly reference: string;
	readonly plan: CasePlan;
	readonly invoices: readonly DraftInvoice[];
	readonly claims: readonly Claim[];
	readonly claimed: bigint;
	readonly steps: readonly DraftStep[];
	readonly raisedBy: { id: string | null; name: string; email: string };
	readonly variant: number;
	/** Common to every row of the case. */
	readonly of: { customerId: string; disputeId: string };
}

/** Numbers inside the words: missing pieces, and a document that is the same all along the case. */
export const filled = (text: string, { quantity }: Claim, number: number): string =>
	text.replaceAll('{n}', String(quantity ?? 2)).replaceAll('{doc}', `D-24${100 + number}`);

/** Logistics has an account; the other teams answer by link. */
export function resolverFor(
	sketch: Sketch,
	{ reason }: CasePlan
): { id: string; userId: string | null; name: string; email: string } {
	const { team } = sketch.reasons.get(reason)!;
	const outside = sketch.creditor.colleagues[team];
	return outside
		? { id: outside.email, userId: null, ...outside }
		: { userId: sketch.colleagues.resolver.id, ...sketch.colleagues.resolver };
}
