import type { Thread } from '$lib/domain/inbound/fate';
import type { Sender } from '$lib/domain/inbound/verify-sender';
import { isSameAddress } from '$lib/domain/same-address';
import { openDoorOf } from '../auth/link-queries';
import type { Link } from '../auth/links';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { mailAnswered } from '../delivery/answered';
import { isForColleagues } from '../delivery/to-colleagues';
import type { Delivery } from '../delivery/queries';
import { caseOf, type Case } from '../disputes/case-queries';
import { recipientsOf } from '../disputes/recipients';
import { heardByMail } from './queries';

/** The mail that is answered, what it was about, and the door through which its sender may write. */
export interface ThreadFound {
	thread: Thread;
	answered: Delivery;
	about: Case | null;
	door: Link | null;
}

export async function threadOf(
	unit: Unit<SystemScope>,
	deliveryId: string,
	{ sender, words }: { sender: Sender; words: string }
): Promise<ThreadFound | null> {
	const answered = await mailAnswered(unit, deliveryId);
	if (!answered?.customerId) return null;
	const about = answered.disputeId ? await caseOf(unit, answered.disputeId) : null;
	const follows = about !== null && (await isTold(unit, about, sender.address));
	const door = follows
		? await openDoorOf(unit, { customerId: answered.customerId, email: sender.address })
		: null;
	const heard = about
		? await heardByMail(unit, about.dispute.id, words)
		: { lastHour: 0, sameWords: 0 };
	const thread: Thread = { about: subjectOf(answered), isOnCase: door !== null, heard };
	return { thread, answered, about, door };
}

/** Only whoever is written to about a case is heard on it: a copy to somebody makes him no part of it. */
const isTold = async (unit: Unit<SystemScope>, about: Case, address: string): Promise<boolean> =>
	(await recipientsOf(unit, about)).some(({ email }) => isSameAddress(email, address));

function subjectOf({ mail, disputeId }: Delivery): Thread['about'] {
	if (isForColleagues(mail)) return 'colleague';
	return disputeId ? 'case' : 'account';
}
