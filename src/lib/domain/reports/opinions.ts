import { isLow, type Scores } from '../disputes/satisfaction';
import { groupBy } from '../group-by';
import { meanOfEnough } from './enough';

export interface Opinion extends Scores {
	/** Reason of the case. */
	readonly code: string;
}

export interface OpinionsOfReason {
	readonly code: string;
	/** Customers who answered the two questions. */
	readonly n: number;
	/** From 1 to 5; null while so few answered that a mean says little. */
	readonly meanSolved: number | null;
	readonly meanEase: number | null;
	/** Somebody was asked to look at these again. */
	readonly low: number;
}

/** What customers said after their cases, by reason; the most answered first. */
export const opinionsByReason = (opinions: readonly Opinion[]): OpinionsOfReason[] =>
	[...groupBy(opinions, ({ code }) => code)]
		.map(([code, said]) => ({
			...{ code, n: said.length, low: said.filter(isLow).length },
			meanSolved: meanOfEnough(said.map(({ solved }) => solved)),
			meanEase: meanOfEnough(said.map(({ ease }) => ease))
		}))
		.sort((a, b) => b.n - a.n || (a.code < b.code ? -1 : 1));
