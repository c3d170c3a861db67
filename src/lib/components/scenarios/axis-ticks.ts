const DAYS = [-30, -15, 0, 10, 20, 30, 45, 60, 90, 120, 180, 240, 300, 365];
/** Percent of the narrowest axis, some 280 px, that one character takes, and the air after a label. */
const CHARACTER = 3;
const AIR = 3;

export interface Tick {
	day: number;
	label: string;
	/** Percent of the width at which it begins. */
	at: number;
}

/** The labels of a day axis that have room: the due date first, then the others from left to right. */
export function axisTicks(
	first: number,
	last: number,
	labelOf: (day: number) => string
): readonly Tick[] {
	const at = (day: number): number => ((day - first) / (last - first + 1)) * 100;
	const ticks = DAYS.filter((day) => day >= first && day <= last).map((day) => ({
		...{ day, label: labelOf(day), at: at(day) }
	}));
	const due = ticks.filter(({ day }) => day === 0).map(inside);
	const kept = ticks.reduce<Tick[]>(
		(placed, tick) =>
			tick.day !== 0 && endOf(tick) <= 100 + AIR && placed.every((other) => isClear(tick, other))
				? [...placed, tick]
				: placed,
		due
	);
	return kept.toSorted((a, b) => a.day - b.day);
}

/** Moved to the left where it would be cut. */
const inside = (tick: Tick): Tick => ({
	...tick,
	at: Math.min(tick.at, 100 - tick.label.length * CHARACTER)
});

const endOf = ({ at, label }: Tick): number => at + label.length * CHARACTER + AIR;

const isClear = (a: Tick, b: Tick): boolean => endOf(a) <= b.at || endOf(b) <= a.at;
