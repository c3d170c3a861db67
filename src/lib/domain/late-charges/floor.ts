import type { LocalDate } from '../calendar';
import type { Money } from '../money';
import { legalFee, type LateLaw } from './law';
import { FRENCH_FLOORS } from './law-france';
import { halfYearAfter, halfYearOf, type Rate } from './rates';

export interface FloorCheck {
	/** The highest minimum the rate stays below. */
	below: Rate | null;
	/** Latest half-year whose minimum is not known here: a person has to look it up. */
	unknownOn: LocalDate | null;
}

/**
 * Whether an agreed rate reaches the minimum of every half-year from its day to `untilOn`. Only the
 * French law has one; a minimum that is not known is never taken for reached.
 */
export function checkFloor(
	law: LateLaw | null,
	{ fromOn, basisPoints }: Rate,
	untilOn: LocalDate
): FloorCheck {
	if (law?.code !== 'fr') return { below: null, unknownOn: null };
	const halfYears = halfYearsFrom(fromOn, untilOn);
	const [highest] = halfYears
		.flatMap((day) => floorOf(day) ?? [])
		.sort((a, b) => b.basisPoints - a.basisPoints);
	return {
		below: highest && highest.basisPoints > basisPoints ? highest : null,
		unknownOn: halfYears.findLast((day) => !floorOf(day)) ?? null
	};
}

/**
 * The sum the law fixes, when a lower one was agreed. Only the French law forbids less: 40 € for each late
 * invoice (code de commerce, art. D441-5).
 */
export function feeBelow(law: LateLaw | null, agreed: Money): Money | null {
	const fixed = law?.code === 'fr' ? legalFee(law, agreed) : null;
	return fixed && agreed.minor < fixed.minor ? fixed : null;
}

const floorOf = (halfYear: LocalDate): Rate | undefined =>
	FRENCH_FLOORS.find(({ fromOn }) => fromOn === halfYear);

/** First days of the half-years from one day to another; that of the first day always. */
function halfYearsFrom(fromOn: LocalDate, untilOn: LocalDate): LocalDate[] {
	const days = [halfYearOf(fromOn)];
	while (halfYearAfter(days.at(-1)!) <= untilOn) days.push(halfYearAfter(days.at(-1)!));
	return days;
}
