import type { LocalDate } from '$lib/domain/calendar';
import type { DeadlineStep } from './deadlines';
import { isDecidedOrOver } from './lifecycle';

/** The day it was decided, or closed without a decision; none while somebody is to decide, also again. Steps the oldest first. */
export function endedOn(steps: readonly DeadlineStep[]): LocalDate | null {
	const now = steps.at(-1)?.toStatus;
	if (!now || !isDecidedOrOver(now)) return null;
	const end = steps.findLast(({ fromStatus }) => !fromStatus || !isDecidedOrOver(fromStatus));
	return end?.on ?? null;
}
