import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { askedCustomers } from './asked-customer';
import { awaitedAnswer } from './awaited-answer';
import type { Case } from './case-queries';
import { tellFollowers, updateOf } from './tell-followers';

/** Everybody who follows the case reads the open question again, with the day until which it is waited for. */
export async function tellUnanswered(unit: Unit<SystemScope>, about: Case): Promise<void> {
	const { id } = about.dispute;
	const awaited = await awaitedAnswer(unit, id);
	if (!awaited) return;
	const { askedOn, replyBy } = awaited;
	const message = (await askedCustomers(unit, [id])).get(id)?.words ?? '';
	const told = await updateOf(unit, about, 'unanswered', {
		...{ message, askedOn, replyBy, waitsFor: { disputeId: id, askedOn } }
	});
	await tellFollowers(unit, about, told, { onceKey: `dispute-unanswered:${id}:${unit.today}` });
}
