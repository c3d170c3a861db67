import type { Money } from '$lib/domain/money';

/** Why something stands in the day of a person; within a section they come in this order. */
export const WORK_KINDS = [
	'case',
	'promise',
	'approval',
	'asked',
	'credit',
	'todo',
	'todo_late',
	'claim',
	'mail',
	'question',
	'wrong_person',
	'low_score',
	'task',
	'account',
	'not_booked',
	'alert'
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

export const SECTIONS = ['late', 'today', 'soon'] as const;
export type Section = (typeof SECTIONS)[number];

export interface Work {
	/** What it is about, the same every day. */
	readonly key: string;
	readonly kind: WorkKind;
	/** Working days to the day that was promised, negative after it; null where no day was. */
	readonly daysLeft: number | null;
	readonly amounts: readonly Money[];
}

/** What nobody promised for a day is for today; a file to mend can wait until the rest is done. */
export function sectionOf({ kind, daysLeft }: Pick<Work, 'kind' | 'daysLeft'>): Section {
	if (daysLeft !== null && daysLeft < 0) return 'late';
	if (daysLeft !== null && daysLeft > 0) return 'soon';
	return kind === 'alert' ? 'soon' : 'today';
}

/** The most urgent first, then what is worth most: only amounts in the currency of the house are compared. */
export const inOrder = <One extends Work>(rows: readonly One[], currency: string): One[] =>
	[...rows].sort(
		(a, b) =>
			SECTIONS.indexOf(sectionOf(a)) - SECTIONS.indexOf(sectionOf(b)) ||
			WORK_KINDS.indexOf(a.kind) - WORK_KINDS.indexOf(b.kind) ||
			(a.daysLeft ?? 0) - (b.daysLeft ?? 0) ||
			Number(sumIn(b, currency) > sumIn(a, currency)) -
				Number(sumIn(a, currency) > sumIn(b, currency)) ||
			(a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
	);

const sumIn = ({ amounts }: Work, currency: string): bigint =>
	amounts.find((one) => one.currency === currency)?.minor ?? 0n;
