import { isOwnMessage, type Writer } from './own-message';
import type { AnswerVerdict } from './schema';

interface Said {
	assignmentId: string;
	verdict: AnswerVerdict;
	/** What he asks. */
	handOver: string;
	signedName: string;
	/** Empty before it was kept. */
	byEmail: string;
	at: Date;
}

interface Message {
	id: string;
	audience: 'customer' | 'internal';
	authorKind: 'customer' | 'staff' | 'resolver' | 'system';
	authorName: string;
	/** Null: nobody's, or written before it was kept. */
	authorEmail: string | null;
	body: string;
	at: Date;
}

/** What whoever was asked wanted to know first, and what was written since. */
export interface AskedBack {
	by: string;
	question: string;
	at: Date;
	/** The oldest first. */
	replies: { id: string; by: string; words: string; at: Date }[];
}

interface Asked {
	resolverName: string;
	resolverEmail: string;
}

/** Whoever was asked, and whoever asked back in his place: neither answers himself. */
export const writerWhoAsked = (
	{ resolverName, resolverEmail }: Asked,
	{ signedName, byEmail }: Pick<Said, 'signedName' | 'byEmail'>
): Writer => ({ names: [resolverName, signedName], emails: [resolverEmail, byEmail] });

/** Null: he asked nothing, or has answered since. */
export function askedBack(
	assignment: Asked & { id: string },
	answers: readonly Said[],
	messages: readonly Message[]
): AskedBack | null {
	const last = answers.findLast(({ assignmentId }) => assignmentId === assignment.id);
	if (last?.verdict !== 'need_information') return null;
	const own = writerWhoAsked(assignment, last);
	const since = messages.filter(({ at }) => at > last.at);
	const ofCustomer = since.filter(isCustomers);
	const isReply = (one: Message) => isCustomers(one) || isNote(one, own);
	// A note of the house is no answer to what the customer was asked, as long as there is one.
	const replies =
		wentToCustomer(last, messages) && ofCustomer.length > 0 ? ofCustomer : since.filter(isReply);
	return {
		...{ by: last.signedName, question: last.handOver, at: last.at },
		replies: replies.map(({ id, authorName: by, body: words, at }) => ({ id, by, words, at }))
	};
}

const isCustomers = ({ audience, authorKind }: Message): boolean =>
	audience === 'customer' && authorKind === 'customer';

const isNote = (one: Message, own: Writer): boolean =>
	one.audience === 'internal' && one.authorKind === 'staff' && !isOwnMessage(one, own);

const wentToCustomer = ({ handOver, at }: Said, messages: readonly Message[]): boolean =>
	messages.some(
		(one) =>
			one.audience === 'customer' && one.body === handOver && one.at.getTime() === at.getTime()
	);
