import { fromInside } from '../auth/from-inside';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { answersToRead } from './answers-to-read';
import { askedCustomers } from './asked-customer';
import { awaitedAnswer } from './awaited-answer';
import type { Proposal } from './proposals';

/**
 * What a customer is asked in words, until when an answer is waited for, and since when a mail that may be one waits
 * for us: anybody may have written it, so the question stays beside it. An open offer asks instead of what was asked
 * before it, and beside what was asked since.
 * @param offers the newest first
 */
export async function askedInWords(
	unit: Unit<PortalScope>,
	disputeId: string,
	[offer]: readonly Proposal[]
) {
	const awaited = await fromInside(unit, (beside) => awaitedAnswer(beside, disputeId));
	const since = (await answersToRead(unit, [disputeId])).get(disputeId) ?? null;
	const asked = (await askedCustomers(unit, [disputeId])).get(disputeId);
	const isBeforeOffer = offer?.state === 'open' && asked && asked.at <= offer.row.proposedAt;
	return {
		...{ since, replyBy: since ? null : (awaited?.replyBy ?? null) },
		/** Null where nothing was asked in words. */
		question: isBeforeOffer ? null : asked?.words || null
	};
}
