import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { askedOfCustomers } from '../disputes/asked-of-customers';

/** Of these cases, those whose customer is not reminded of his question, because a mail that may answer it is unread. */
export async function heldQuestions(
	unit: Unit<DeskScope>,
	disputeIds: readonly string[]
): Promise<ReadonlySet<string>> {
	const asked = await askedOfCustomers(unit, disputeIds);
	return new Set([...asked].flatMap(([id, { unreadSince }]) => (unreadSince ? [id] : [])));
}
