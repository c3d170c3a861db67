import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { isForColleagues } from '../delivery/to-colleagues';
import { deliveryById } from '../delivery/queries';
import { answerable } from '../disputes/answerable';
import type { Case } from '../disputes/case-queries';
import { moveCase } from '../disputes/move-case';
import { tellWhoAsked } from '../disputes/tell-who-asked';
import { waitEndedBy } from '../disputes/wait-ended-by';
import { mailKept, type InboundFate } from './queries';

interface Answer {
	messageId: string;
	mail: InboundFate;
	by: string;
	text: string;
}

/**
 * A note from a mail is taken for the answer a case waits for, from the day it came. Its followers read that it goes on,
 * and none of the words: nobody vouches for who wrote them. Whoever reads that it is no answer asks again. A colleague
 * who asked back reads it, also where the case waits for something the customer was asked since.
 */
export async function endWait(
	unit: Unit<InsideScope>,
	about: Case,
	{ messageId, mail, by, text }: Answer
): Promise<void> {
	const { id, status } = about.dispute;
	if (await isOfColleague(unit, mail)) return;
	const { receivedAt: saidAt } = await mailKept(unit, mail.mailId);
	const wait = await waitEndedBy(unit, id, saidAt);
	if (wait) await moveCase(unit, about, 'in_progress', wait);
	if (answerable(status))
		await tellWhoAsked(unit, about, { messageId, by, text, email: mail.fromEmail, saidAt });
}

/** It answers what a colleague was asked, not what the customer was. */
const isOfColleague = async (
	unit: Unit<InsideScope>,
	{ deliveryId }: InboundFate
): Promise<boolean> =>
	deliveryId !== null && isForColleagues((await deliveryById(unit, deliveryId)).mail);
