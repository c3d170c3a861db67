import { localDate, type LocalDate } from '../calendar';

/** Yearly interest in basis points, from a day on until the next one. */
export interface Rate {
	readonly fromOn: LocalDate;
	readonly basisPoints: number;
	/** With the customers; otherwise the law gives it. */
	readonly agreed?: boolean;
}

/** The latest that has begun; null before the first. */
export function rateOn<T extends { readonly fromOn: LocalDate }>(
	rates: readonly T[],
	day: LocalDate
): T | null {
	let found: T | null = null;
	for (const rate of rates)
		if (rate.fromOn <= day && (found === null || rate.fromOn > found.fromOn)) found = rate;
	return found;
}

/** From the day of the first agreed rate on, only agreed rates hold; before it, the legal ones. */
export function ratesInForce(agreed: readonly Rate[], legal: readonly Rate[]): Rate[] {
	const first = agreed.map(({ fromOn }) => fromOn).sort()[0];
	const before = legal.filter(({ fromOn }) => first === undefined || fromOn < first);
	const ours = agreed.map((rate) => ({ ...rate, agreed: true }));
	return [...before, ...ours].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1));
}

/** First day of the half-year a day is in. */
export const halfYearOf = (day: LocalDate): LocalDate =>
	localDate(`${day.slice(0, 4)}-${day.slice(5, 7) < '07' ? '01' : '07'}-01`);

/** First day of the half-year after the one a day is in. */
export function halfYearAfter(day: LocalDate): LocalDate {
	const [year, isFirst] = [Number(day.slice(0, 4)), day.slice(5, 7) < '07'];
	return localDate(isFirst ? `${year}-07-01` : `${year + 1}-01-01`);
}
