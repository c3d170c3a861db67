import { groupBy } from '../group-by';

/** One paper that was shown before a dispute was sent. */
export interface Shown {
	/** The form it was shown in: several papers may be. */
	readonly form: string;
	readonly code: string;
	readonly outcome: 'answers' | 'continued';
}

export interface PreventionOfReason {
	readonly code: string;
	/** Forms in which something on file was shown. */
	readonly shown: number;
	/** Of these, those it answered: no case was opened. */
	readonly answered: number;
}

/** How often what is on file settles a dispute before it is sent, by reason; the most shown first. */
export const preventionByReason = (papers: readonly Shown[]): PreventionOfReason[] =>
	[...groupBy(papers, ({ code }) => code)]
		.map(([code, shown]) => ({
			...{ code, shown: formsOf(shown) },
			answered: formsOf(shown.filter(({ outcome }) => outcome === 'answers'))
		}))
		.sort((a, b) => b.shown - a.shown || (a.code < b.code ? -1 : 1));

const formsOf = (papers: readonly Shown[]): number => new Set(papers.map(({ form }) => form)).size;
