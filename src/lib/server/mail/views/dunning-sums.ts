import type { Money } from '$lib/domain/money';
import { minus } from '$lib/domain/receivables/credits';
import type { MailFacts } from '../mails';

/** Longer letters are not read: the rest is behind the link. */
export const LISTED = 10;

/** What is still contested: without what decisions made payable again, or accepted. */
export const contestedOf = ({
	disputed,
	refused = [],
	accepted = []
}: Pick<MailFacts['dunning-notice'], 'disputed' | 'refused' | 'accepted'>): Money[] =>
	minus(minus(disputed, refused), accepted);

/** What falls due soon, per currency: what is asked for less what is overdue already. */
export const soonOf = ({ collectible, overdue }: MailFacts['dunning-notice']): Money[] =>
	collectible.map(({ minor, currency }) => ({
		minor: minor - (overdue.find((total) => total.currency === currency)?.minor ?? 0n),
		currency
	}));
