import { addDays, type LocalDate } from '../calendar';
import { isActive, type DisputeStatus } from '../disputes/lifecycle';

export interface Move {
	readonly on: LocalDate;
	readonly toStatus: DisputeStatus;
}

interface Span {
	fromOn: LocalDate;
	untilOn: LocalDate | null;
}

/** Days on which a case was open, in the order of its moves; a case reopened suspends again. */
export function openSpans(moves: readonly Move[]): Span[] {
	const spans: Span[] = [];
	for (const { on, toStatus } of moves) {
		const last = spans.at(-1);
		const running = last !== undefined && last.untilOn === null;
		if (isActive(toStatus) && !running) spans.push({ fromOn: on, untilOn: null });
		else if (!isActive(toStatus) && running) last.untilOn = on;
	}
	return spans;
}

/** Of these days those on which an item was claimed: an amendment may have brought it, or taken its place that day. */
export const within = (
	spans: readonly Span[],
	addedOn: LocalDate | null,
	replacedOn: LocalDate | null
): Span[] =>
	spans
		.map(({ fromOn, untilOn }) => ({
			fromOn: addedOn && addedOn > fromOn ? addedOn : fromOn,
			untilOn:
				replacedOn && (untilOn === null || replacedOn <= untilOn)
					? addDays(replacedOn, -1)
					: untilOn
		}))
		.filter(({ fromOn, untilOn }) => untilOn === null || fromOn <= untilOn);
