import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { isForColleagues } from '../delivery/to-colleagues';
import { deliveryById } from '../delivery/queries';
import type { Case } from '../disputes/case-queries';
import { lockDispute } from '../disputes/lock-dispute';
import { moveCase } from '../disputes/move-case';
import { tellWhoAsked } from '../disputes/tell-who-asked';
import type { InboundFate } from './queries';

interface Answer {
	messageId: string;
	mail: InboundFate;
	by: string;
	text: string;
}

/**
 * A note from a mail is taken for the answer a case waits for. Its followers read that it goes on, and none of the words:
 * nobody vouches for who wrote them. Whoever reads that it is no answer asks again.
 */
export async function endWait(
	unit: Unit<DeskScope>,
	about: Case,
	{ messageId, mail, by, text }: Answer
): Promise<void> {
	const { status } = await lockDispute(unit, about.dispute.id);
	if (status !== 'waiting_customer' || (await isOfColleague(unit, mail))) return;
	await moveCase(unit, about, 'in_progress');
	await tellWhoAsked(unit, about, { messageId, by, text });
}

/** It answers what a colleague was asked, not what the customer was. */
const isOfColleague = async (
	unit: Unit<DeskScope>,
	{ deliveryId }: InboundFate
): Promise<boolean> =>
	deliveryId !== null && isForColleagues((await deliveryById(unit, deliveryId)).mail);
