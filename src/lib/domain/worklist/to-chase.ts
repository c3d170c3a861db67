import { contactDelayOf } from '$lib/domain/dunning/contact-delay';
import { daysBetween, type LocalDate } from '$lib/domain/calendar';
import { assessItems } from '$lib/domain/dunning/collectible';
import type { DunningFacts } from '$lib/domain/dunning/decision';
import { money, totals, type Money } from '$lib/domain/money';

/** What a person may ask an account for today. */
export interface Chase {
	/** Past due, neither contested, promised, paused nor covered by a credit; never empty. */
	readonly amounts: readonly Money[];
	/** Of the oldest invoice of them. */
	readonly daysLate: number;
	/** A promise about one of them was not kept. */
	readonly brokenOn: LocalDate | null;
}

/** Null: nothing may be asked for, or lawyers do it. */
export function toChase(facts: DunningFacts): Chase | null {
	if (facts.customer.legalStage) return null;
	const late = assessItems(facts)
		.map(({ item }) => item)
		.filter(({ collectibleMinor, daysLate }) => collectibleMinor > 0n && (daysLate ?? 0) > 0);
	const sums = totals(late.map(({ collectibleMinor: minor, currency }) => ({ minor, currency })));
	const amounts = lessCredits(sums, facts.credits);
	if (amounts.length === 0) return null;
	return {
		amounts,
		daysLate: Math.max(...late.map(({ daysLate }) => daysLate ?? 0)),
		brokenOn:
			late
				.flatMap(({ promiseBrokenOn }) => promiseBrokenOn ?? [])
				.sort()
				.at(-1) ?? null
	};
}

const lessCredits = (sums: readonly Money[], credits: readonly Money[]): Money[] =>
	sums
		.map(({ minor, currency }) => {
			const credit = credits.find((one) => one.currency === currency)?.minor ?? 0n;
			return money(minor - credit, currency);
		})
		.filter(({ minor }) => minor > 0n);

/** Spoken to so lately that another word would be one too many; what was said before a promise broke is not about it. */
export const wasSpokenTo = (
	{ history, policy, today }: DunningFacts,
	{ brokenOn }: Pick<Chase, 'brokenOn'>
): boolean =>
	history.some(
		({ counts, on }) =>
			counts &&
			daysBetween(on, today) < contactDelayOf(policy) &&
			(brokenOn === null || on >= brokenOn)
	);
