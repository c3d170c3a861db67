import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { questionsToCustomers } from '../disputes/asked-of-customers';

/**
 * Of these cases, those whose customer is not reminded of his question, because a mail that may answer it is unread, with
 * the instant of the oldest one: what came before it holds nothing.
 */
export async function heldQuestions(
	unit: Unit<DeskScope>,
	disputeIds: readonly string[]
): Promise<ReadonlyMap<string, Date>> {
	const asked = await questionsToCustomers(unit, disputeIds);
	return new Map(
		[...asked].flatMap(([id, { unreadSince }]) => (unreadSince ? [[id, unreadSince] as const] : []))
	);
}

/** Whether it is this mail, or a later one, that may answer what its case waits for. */
export const holdsAnswer = (
	held: ReadonlyMap<string, Date>,
	{ disputeId, at }: { disputeId: string | null; at: Date }
): boolean => {
	const since = disputeId === null ? undefined : held.get(disputeId);
	return since !== undefined && at >= since;
};
