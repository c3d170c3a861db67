import type { Verdict } from '$lib/domain/disputes/schema';

/** What the people of a case write, by reason. `{n}` is a quantity, `{doc}` a document number. */
export interface ReasonWords {
	/** The customer's own words. */
	readonly explanations: readonly string[];
	/** What the collector asks the resolver. */
	readonly question: string;
	/** The resolver's answer, by what it leads to. */
	readonly answers: Record<Verdict, string>;
	/** The decision as told to the customer. */
	readonly decisions: Record<Verdict, string>;
	/** Between colleagues. */
	readonly note: string;
	/** Asked from the customer, and the reply. */
	readonly asked: string;
	readonly reply: string;
}
