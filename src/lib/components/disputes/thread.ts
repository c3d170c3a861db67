import type { LocalDate } from '$lib/domain/calendar';
import type { AmendedBy, CaseContent } from '$lib/domain/disputes/amendment';
import type { Counted } from '$lib/domain/disputes/merged-amounts';
import type { AnswerVerdict, DisputeSource } from '$lib/domain/disputes/schema';
import { isClosed, type DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { formatDay } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';

export interface ThreadFacts {
	openedAt: Date;
	raisedByName: string;
	/** How it came to be; missing: its customer said it. */
	source?: DisputeSource;
	explanation: string;
	messages: readonly {
		id: string;
		audience: 'customer' | 'internal';
		authorKind: 'customer' | 'staff' | 'resolver' | 'system';
		authorName: string;
		body: string;
		at: Date;
		/** The double it was written in. */
		from?: string;
	}[];
	answers: readonly {
		id: string;
		verdict: AnswerVerdict;
		acceptedMinor: bigint | null;
		explanation: string;
		handOver: string;
		/** Whom he asks, where it is neither whoever asked him nor the customer. */
		colleague: string;
		/** Null: nobody was found by it. */
		colleagueId: string | null;
		signedName: string;
		/** The account behind it; empty: the link alone. */
		signedInName?: string;
		at: Date;
	}[];
	/** Whoever is asked by link reads the case as it stands. */
	amendments?: readonly {
		id: string;
		before: CaseContent;
		after: CaseContent;
		/** The house puts nothing but the reason right, and tells itself why. */
		byKind?: AmendedBy;
		byName: string;
		note?: string;
		at: Date;
	}[];
	/** What was offered, and what the customer said to it. */
	proposals?: readonly {
		id: string;
		text: string;
		proposedByName: string;
		proposedAt: Date;
		answer: {
			verdict: 'accepted' | 'refused';
			signedName: string;
			note: string;
			at: Date;
		} | null;
	}[];
	/** Who was asked what, and who answered for him while he was away; staff alone read it. */
	assignments?: readonly {
		id?: string;
		/** In the words of whoever asked him; empty: nothing but the case. */
		question?: string;
		assignedBy?: string;
		resolverName: string;
		assignedAt: Date;
		standInName: string;
		awayUntil: LocalDate | null;
	}[];
	/** Which case went into which; staff alone read it. */
	merges?: readonly {
		id: string;
		at: Date;
		by: string;
		/** Of the other case. */
		reference: string;
		isInto: boolean;
		counted: Counted | null;
	}[];
	steps: readonly {
		id: string;
		fromStatus: DisputeStatus | null;
		toStatus: DisputeStatus;
		byName: string;
		note: string;
		at: Date;
	}[];
}

type Entry =
	| ({ kind: 'message' } & ThreadFacts['messages'][number])
	| ({ kind: 'answer' } & ThreadFacts['answers'][number])
	| ({ kind: 'amendment' } & NonNullable<ThreadFacts['amendments']>[number])
	| { kind: 'offer'; id: string; authorName: string; body: string; at: Date }
	| {
			kind: 'offerAnswer';
			id: string;
			verdict: 'accepted' | 'refused';
			authorName: string;
			body: string;
			at: Date;
	  }
	| { kind: 'question'; id: string; authorName: string; to: string; body: string; at: Date }
	| ({ kind: 'merge' } & NonNullable<ThreadFacts['merges']>[number])
	| { kind: 'claim'; id: string; authorName: string; body: string; at: Date }
	| { kind: 'step'; id: string; words: string; by: string; note: string; at: Date };

/** Everything that was said and done, in the order it happened. */
export function threadOf(facts: ThreadFacts): Entry[] {
	const entries: Entry[] = [
		openingOf(facts),
		...(facts.amendments ?? []).map((amendment) => ({ kind: 'amendment' as const, ...amendment })),
		...facts.messages.map((message) => ({ kind: 'message' as const, ...message })),
		...(facts.proposals ?? []).flatMap(offerEntries),
		...questionsIn(facts),
		...(facts.merges ?? []).map((merge) => ({ kind: 'merge' as const, ...merge })),
		...answersIn(facts).map((answer) => ({ kind: 'answer' as const, ...answer })),
		...facts.steps
			.filter((step) => step.fromStatus !== null)
			.map((step) => ({
				kind: 'step' as const,
				id: step.id,
				words: wordsOf(step),
				by: step.byName,
				note: askedAway(facts, step) ?? noteOf(step),
				at: step.at
			}))
	];
	// What was said stands above the step it caused in the same instant.
	return entries.sort((a, b) => a.at.getTime() - b.at.getTime() || RANK[a.kind] - RANK[b.kind]);
}

/** As it was first said: what changed since stands where it changed. */
function openingOf(facts: ThreadFacts): Entry {
	const words = (facts.amendments?.[0]?.before ?? facts).explanation;
	const opening = { id: 'claim', at: facts.openedAt };
	if (facts.source !== 'desk')
		return { kind: 'claim', ...opening, authorName: facts.raisedByName, body: words };
	const by = facts.steps.find((step) => step.fromStatus === null)?.byName ?? '';
	return { kind: 'step', ...opening, words: 'desk_said_set', by, note: words };
}

function offerEntries({
	id,
	text,
	proposedByName,
	proposedAt,
	answer
}: NonNullable<ThreadFacts['proposals']>[number]): Entry[] {
	const offer = { kind: 'offer' as const, id, authorName: proposedByName, body: text };
	if (!answer) return [{ ...offer, at: proposedAt }];
	const { verdict, signedName: authorName, note: body, at } = answer;
	return [
		{ ...offer, at: proposedAt },
		{ kind: 'offerAnswer', id: `${id}-answer`, verdict, authorName, body, at }
	];
}

type Answer = ThreadFacts['answers'][number];

/** A question that went on to the customer stands there as a message: it is not said twice. */
function answersIn({ answers, messages }: ThreadFacts): Answer[] {
	const asked = ({ handOver, at }: Answer): boolean =>
		messages.some(
			({ audience, body, at: saidAt }) =>
				audience === 'customer' && body === handOver && saidAt.getTime() === at.getTime()
		);
	return answers
		.map((answer) => (asked(answer) ? { ...answer, handOver: '' } : answer))
		.filter(
			({ verdict, handOver, explanation }) =>
				verdict !== 'need_information' || handOver !== '' || explanation !== ''
		);
}

/** A question that goes on to somebody else is not said twice, and whoever hands it over says why in his answer. */
function questionsIn({ assignments = [], answers }: ThreadFacts): Entry[] {
	const isHandOver = (question: string, at: Date): boolean =>
		answers.some((one) => one.explanation === question && one.at.getTime() === at.getTime());
	return assignments.flatMap((one, place) => {
		const { id, question, assignedBy = '', resolverName, assignedAt: at } = one;
		const goesOn = question === assignments[place - 1]?.question;
		return id && question && !goesOn && !isHandOver(question, at)
			? [{ kind: 'question', id, authorName: assignedBy, to: resolverName, body: question, at }]
			: [];
	});
}

const RANK = {
	...{ claim: 0, amendment: 1, message: 1, answer: 1, question: 1 },
	...{ offer: 1, offerAnswer: 1, step: 2, merge: 3 }
};

/** Whoever was asked in this step was away: it says who answers. */
function askedAway(
	{ assignments = [] }: ThreadFacts,
	{ at, toStatus }: ThreadFacts['steps'][number]
): string | null {
	if (toStatus !== 'assigned') return null;
	const asked = assignments.find(({ assignedAt }) => assignedAt.getTime() === at.getTime());
	if (!asked?.awayUntil) return null;
	const { resolverName: name, standInName: substitute, awayUntil } = asked;
	return m.desk_asked_away({ name, substitute, date: formatDay(awayUntil) });
}

/** Whom it went to is no signature. */
const noteOf = ({ toStatus, note }: ThreadFacts['steps'][number]): string =>
	toStatus === 'assigned' && note ? `→ ${note}` : note;

const wordsOf = ({ fromStatus, toStatus }: ThreadFacts['steps'][number]): string =>
	`desk_moved_${toStatus === 'in_progress' && fromStatus && isClosed(fromStatus) ? 'reopened' : toStatus}`;
