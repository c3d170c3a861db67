import type { FollowUpKind } from '$lib/domain/disputes/follow-up';
import type { Labels } from '$lib/domain/language';
import type { Money } from '$lib/domain/money';
import type { LocalDate } from '$lib/domain/calendar';
import type { MailedLine } from './mailed-line';

/** What whoever is asked about a case reads: he may have no account. */
export interface ResolverMails {
	'resolver-request': {
		reference: string;
		customerName: string;
		resolverName: string;
		askedBy: string;
		/** A rule gave it to him: `askedBy` looks after the customer. */
		byRule?: boolean;
		question: string;
		/** In whose words. */
		questionBy?: string;
		/** Who had it before him and said it was not for him, the oldest first. */
		passedOn?: readonly { by: string; note: string }[];
		/** What was asked back first, and what was written since. */
		askedBack?: { by: string; question: string; replies: readonly { by: string; text: string }[] };
		explanation: string;
		/** A colleague wrote it: the customer had said nothing. */
		isOurs?: boolean;
		reason: Labels;
		items: { number: string; claimed: Money; total: Money; line?: MailedLine | null }[];
		/** What the reason asked for besides words. */
		detail?: { field: string; value: string } | null;
		claimed: Money;
		/** What may be answered by the link alone, where this is more. */
		signInAbove?: Money;
		files: number;
		/** What the customer photographed, small: JPEG as base64url. */
		photos?: readonly string[];
		dueOn: LocalDate;
		/** Asked before, and not answered yet. */
		again?: {
			kind: FollowUpKind;
			/** Calendar days since the customer contested it, without those he was waited for. */
			blockedDays: number;
			/** Looked at again before it leaves: it is of that day, and of a question that is still open. */
			of?: { assignmentId: string; on: LocalDate };
			/** The reader answers for him. */
			insteadOf?: string;
		};
		/** He had asked back: who answered, and what. */
		reply?: { by: string; text: string };
		/** He had asked back a colleague of this name, who works here no more. */
		left?: string;
		/** His day had gone by when it was put. */
		isLate?: boolean;
		/** Claims of another case (its reference) are claimed here since; what it was about `before`. */
		grown?: {
			by: string;
			before: Money;
			/** What came to it; missing in what was put before it was told. */
			added?: { number: string; claimed: Money }[];
			/** He had answered: nobody waits for him. */
			isAnswered?: true;
		};
		/** Who was asked and is away: the reader answers for him. `until`: his last day away. */
		standsInFor?: { name: string; until: LocalDate };
	};
}
