import { fromInside } from '../auth/from-inside';
import type { InsideScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { casesOfUnreadMails } from '../inbound/unread-answers';
import { questionsToCustomers } from './asked-of-customers';

/**
 * Of these cases, those that wait for an answer which may have come by mail and which nobody has read, and since when.
 * A link sees no mail.
 */
export const answersToRead = async (
	unit: Unit<Scope>,
	ids: readonly string[]
): Promise<ReadonlyMap<string, Date>> =>
	ids.length > 0 ? fromInside(unit, (beside) => unreadOf(beside, ids)) : new Map<string, Date>();

/** Of the whole house. */
export const everyAnswerToRead = (unit: Unit<InsideScope>): Promise<ReadonlyMap<string, Date>> =>
	unreadOf(unit);

async function unreadOf(
	unit: Unit<InsideScope>,
	ids?: readonly string[]
): Promise<ReadonlyMap<string, Date>> {
	const asked = await questionsToCustomers(unit, await casesOfUnreadMails(unit, ids));
	return new Map(
		[...asked].flatMap(([id, { unreadSince }]) => (unreadSince ? [[id, unreadSince] as const] : []))
	);
}
