import { isSameAddress } from '$lib/domain/same-address';
import { endedLinks, type LinkEnd } from '../auth/link-queries';
import { openResets } from '../auth/password-reset-queries';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { stillFollowing } from '../disputes/follower-queries';
import { reminderIn, stillAsked, type Reminder } from '../disputes/still-asked';
import { stillWaitsFor, waitIn, type AnswerWait } from '../disputes/still-waits-for';
import { closedAddresses } from '../settings/closed-accounts';
import { organisationOf } from '../settings/queries';
import { erasedAmong } from '../privacy/erased-addresses';
import { openInvitations } from '../settings/users/invitation-queries';
import { accountKeyIn, followerIn } from './letter-link';
import type { Delivery } from './queries';
import { isForColleagues } from './to-colleagues';

/** Why a mail has no reader any more; each has its words (`dunning_label_<reason>`). */
export type NoReader =
	| LinkEnd
	| 'person_erased'
	| 'follower_ended'
	| 'question_over'
	| 'account_key_over'
	| 'account_closed';

type Addressed = Pick<Delivery, 'id' | 'mail' | 'linkId' | 'facts' | 'toEmail'>;

/**
 * Of mails that are about to leave, those whose reader may not have them any more, and why: he was
 * removed or erased, he has another address, he follows the case no longer, his link was ended, what he is reminded of was
 * answered, or he works here no more. Asked in the
 * transaction of the claim: what was committed before it holds.
 */
export async function withoutReader(
	unit: Unit<InsideScope>,
	rows: readonly Addressed[]
): Promise<ReadonlyMap<string, NoReader>> {
	const links = await endedLinks(
		unit,
		rows.flatMap(({ linkId }) => linkId ?? [])
	);
	const followers = await stillFollowing(
		unit,
		rows.flatMap(({ facts }) => followerIn(facts) ?? [])
	);
	const open = await stillAsked(
		unit,
		rows.flatMap(({ facts }) => reminderIn(facts) ?? [])
	);
	const waiting = await stillWaitsFor(
		unit,
		rows.flatMap(({ facts }) => waitIn(facts) ?? [])
	);
	const keys = rows.flatMap(({ facts }) => accountKeyIn(facts) ?? []);
	const opens = new Set([
		...(await openInvitations(unit, keys)),
		...(await openResets(unit, keys))
	]);
	const erased = await erasedAmong(
		unit,
		rows.filter(isOfNoAccount).map(({ toEmail }) => toEmail)
	);
	const hasLeft = await leftAmong(unit, rows);
	const isOver = (reminder: Reminder | undefined) => reminder !== undefined && !open.has(reminder);
	const isAnswered = (wait: AnswerWait | undefined) => wait !== undefined && !waiting.has(wait);
	const found = new Map<string, NoReader>();
	for (const row of rows) {
		const { id, linkId, facts, toEmail } = row;
		const follower = followerIn(facts);
		const end = linkId !== null ? links.get(linkId) : undefined;
		if (isOfNoAccount({ facts }) && erased.has(toEmail.toLowerCase()))
			found.set(id, 'person_erased');
		else if (hasLeft(row)) found.set(id, 'account_closed');
		else if (end) found.set(id, end);
		else if (follower !== undefined && !followers.has(follower)) found.set(id, 'follower_ended');
		else if (isOver(reminderIn(facts)) || isAnswered(waitIn(facts))) found.set(id, 'question_over');
		else if (isSpent(facts, opens)) found.set(id, 'account_key_over');
	}
	return found;
}

/** To whom of them nothing is written any more: he works here no more. */
async function leftAmong(unit: Unit<InsideScope>, rows: readonly Addressed[]) {
	const isAny = rows.some(({ mail }) => isForColleagues(mail));
	const closed = isAny ? await closedAddresses(unit) : new Set<string>();
	const house = isAny ? (await organisationOf(unit)).email : '';
	// The house reads its own address, whoever had an account under it.
	const isHouses = ({ mail, toEmail }: Addressed) =>
		mail === 'staff-alert' && isSameAddress(toEmail, house);
	return (row: Addressed): boolean =>
		isForColleagues(row.mail) && closed.has(row.toEmail.toLowerCase()) && !isHouses(row);
}

/** A colleague signs in whatever he asked as a customer's contact. */
const isOfNoAccount = ({ facts }: Pick<Addressed, 'facts'>): boolean =>
	accountKeyIn(facts) === undefined;

/** It was used, taken back or replaced before its mail left. */
function isSpent(facts: Addressed['facts'], opens: ReadonlySet<string>): boolean {
	const key = accountKeyIn(facts);
	return key !== undefined && !opens.has(key.id);
}
