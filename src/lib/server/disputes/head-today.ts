import type { Presences } from '../absences/presence';
import type { MailFacts } from '../mail/mails';
import type { TeamHead } from '../settings/team-queries';

/** Who reads for a team that somebody does not answer. */
export interface HeadToday extends TeamHead {
	/** The head is away: he answers for the head meanwhile. */
	standsInFor?: MailFacts['resolver-request']['standsInFor'];
}

/** The head, or whoever stands in for him while he is away; himself where nobody does. */
export function headToday(head: TeamHead, presences: Presences): HeadToday {
	const { standIn, awayUntil } = presences.of({ userId: null, resolverEmail: head.headEmail });
	if (!standIn || !awayUntil) return head;
	return {
		...{ headName: standIn.name, headEmail: standIn.email, headLanguage: standIn.language },
		standsInFor: { name: head.headName, until: awayUntil }
	};
}
