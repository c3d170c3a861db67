import { AppError } from '../errors';
import type { Priority } from './priority';

/** How many working days each stage of a case is given. */
export interface StageDays {
	/** From its opening until somebody of the house takes it up; 0 = the same day. */
	readonly acknowledgement: number;
	/** From its opening until the decision. */
	readonly answer: number;
	/** From the decision until it is closed. */
	readonly closure: number;
}
export const STAGES_OF_CASE = ['acknowledgement', 'answer', 'closure'] as const;
export type StageOfCase = (typeof STAGES_OF_CASE)[number];

/** What the house decided for all its reasons. */
export interface DeadlinePolicy {
	/** Of the days of a reason, what a case of this priority is left. */
	readonly highPercent: number;
	readonly urgentPercent: number;
	/** Of its days, after how many a deadline is told to be in danger. */
	readonly warningPercent: number;
}

/** What counts for one case. */
export interface Terms extends StageDays {
	readonly warningPercent: number;
}

export const DAYS_ALLOWED: Readonly<Record<StageOfCase, readonly [least: number, most: number]>> = {
	acknowledgement: [0, 20],
	answer: [1, 60],
	closure: [1, 60]
};
export const PERCENT_ALLOWED: Readonly<Record<keyof DeadlinePolicy, readonly [number, number]>> = {
	highPercent: [10, 100],
	urgentPercent: [10, 100],
	warningPercent: [10, 95]
};

/** Rounded to whole days; an urgent case may have to be taken up on the day it comes in. */
export function termsOf(days: StageDays, policy: DeadlinePolicy, priority: Priority): Terms {
	const percent = percentOf(policy, priority);
	const scaled = (stage: StageOfCase) =>
		Math.max(DAYS_ALLOWED[stage][0], Math.round((days[stage] * percent) / 100));
	return {
		...{ acknowledgement: scaled('acknowledgement'), answer: scaled('answer') },
		...{ closure: scaled('closure'), warningPercent: policy.warningPercent }
	};
}

const percentOf = ({ highPercent, urgentPercent }: DeadlinePolicy, priority: Priority): number =>
	({ normal: 100, high: highPercent, urgent: urgentPercent })[priority];

export interface ReasonDays {
	readonly id: string;
	readonly days: StageDays;
}

/** @throws number_too_small, number_too_big, deadline_order: everything that is wrong, at once */
export function refuseDeadlines(policy: DeadlinePolicy, reasons: readonly ReasonDays[]): void {
	const [first, ...others] = [
		...reasons.flatMap(({ id, days }) =>
			STAGES_OF_CASE.flatMap((stage) => outside(days[stage], DAYS_ALLOWED[stage], `${stage}-${id}`))
		),
		...PERCENTS.flatMap((name) => outside(policy[name], PERCENT_ALLOWED[name], name)),
		...(policy.urgentPercent > policy.highPercent
			? [new AppError('deadline_order', {}, 'urgentPercent')]
			: [])
	];
	if (first) throw new AppError(first.code, first.details, first.field, others);
}

const PERCENTS = ['highPercent', 'urgentPercent', 'warningPercent'] as const;

function outside(
	value: number,
	[least, most]: readonly [number, number],
	field: string
): AppError[] {
	if (!Number.isInteger(value)) return [new AppError('number_invalid', {}, field)];
	if (value < least) return [new AppError('number_too_small', { min: String(least) }, field)];
	return value > most ? [new AppError('number_too_big', { max: String(most) }, field)] : [];
}
