import type { LocalDate } from '../calendar';
import { isActive, type DisputeStatus } from '../disputes/lifecycle';

export interface Move {
	readonly on: LocalDate;
	readonly toStatus: DisputeStatus;
}

/** Days on which a case was open, in the order of its moves; a case reopened suspends again. */
export function openSpans(
	moves: readonly Move[]
): { fromOn: LocalDate; untilOn: LocalDate | null }[] {
	const spans: { fromOn: LocalDate; untilOn: LocalDate | null }[] = [];
	for (const { on, toStatus } of moves) {
		const last = spans.at(-1);
		const running = last !== undefined && last.untilOn === null;
		if (isActive(toStatus) && !running) spans.push({ fromOn: on, untilOn: null });
		else if (!isActive(toStatus) && running) last.untilOn = on;
	}
	return spans;
}
