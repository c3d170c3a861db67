import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { isForColleagues } from '../delivery/to-colleagues';
import { deliveryById } from '../delivery/queries';
import { askedCustomers } from '../disputes/asked-customer';
import { askedOfCustomers } from '../disputes/asked-of-customers';
import type { Case } from '../disputes/case-queries';
import { moveCase } from '../disputes/move-case';
import { tellWhoAsked } from '../disputes/tell-who-asked';
import { mailKept, type InboundFate } from './queries';

export interface EndedWait {
	/** The day the mail came; null where its customer is offered something, and says himself what he makes of it. */
	heardOn: LocalDate | null;
}

/**
 * What a case waits for that this mail may answer; null where it waits for nothing of its customer, or was asked after
 * the mail had come.
 */
export async function waitEndedBy(
	unit: Unit<DeskScope>,
	{ dispute: { id } }: Case,
	mail: InboundFate
): Promise<EndedWait | null> {
	const asked = (await askedCustomers(unit, [id])).get(id);
	if (!asked || (await isOfColleague(unit, mail))) return null;
	const { receivedAt } = await mailKept(unit, mail.mailId);
	if (receivedAt < asked.at) return null;
	const isQuestion = (await askedOfCustomers(unit, [id])).has(id);
	return { heardOn: isQuestion ? localDateAt(receivedAt, unit.scope.timeZone) : null };
}

interface Answer {
	messageId: string;
	wait: EndedWait;
	by: string;
	text: string;
}

/**
 * A note from a mail is taken for the answer a case waits for, from the day it came. Its followers read that it goes on,
 * and none of the words: nobody vouches for who wrote them. Whoever reads that it is no answer asks again.
 */
export async function endWait(
	unit: Unit<DeskScope>,
	about: Case,
	{ messageId, wait, by, text }: Answer
): Promise<void> {
	await moveCase(unit, about, 'in_progress', wait);
	await tellWhoAsked(unit, about, { messageId, by, text });
}

/** It answers what a colleague was asked, not what the customer was. */
const isOfColleague = async (
	unit: Unit<DeskScope>,
	{ deliveryId }: InboundFate
): Promise<boolean> =>
	deliveryId !== null && isForColleagues((await deliveryById(unit, deliveryId)).mail);
