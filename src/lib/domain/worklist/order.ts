import type { Money } from '$lib/domain/money';
import { scoreOf, type Weighed } from './score';

/** Why something stands in the day of a person; of the same weight they come in this order. */
export const WORK_KINDS = [
	'case',
	'promise',
	'approval',
	'promise_decide',
	'asked',
	'advice',
	'anew',
	'silent',
	'unreached',
	'reply',
	'signature',
	'credit',
	'todo',
	'todo_late',
	'promise_lapsed',
	'claim',
	'mail_reply',
	'mail',
	'question',
	'wrong_person',
	'low_score',
	'task',
	'account',
	'decide',
	'assign',
	'close',
	'not_booked',
	'alert'
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

const OF_ACCOUNTS: ReadonlySet<WorkKind> = new Set(['account', 'promise', 'task']);

/** It asks for money of which somebody may learn, while he asks, that it is contested. */
export const mayBeSet = (kind: WorkKind): boolean => OF_ACCOUNTS.has(kind);

export const SECTIONS = ['late', 'today', 'soon'] as const;
export type Section = (typeof SECTIONS)[number];

export interface Work {
	/** What it is about, the same every day. */
	readonly key: string;
	readonly kind: WorkKind;
	/** Working days to the day that was promised, negative after it; null where no day was. */
	readonly daysLeft: number | null;
	/** Days since the oldest of it was due; null where nothing was. */
	readonly daysLate: number | null;
	readonly amounts: readonly Money[];
}

/** Before their day is near, they come after what is for today. */
const LATER: ReadonlySet<WorkKind> = new Set(['alert', 'close', 'decide', 'assign']);

/** What nobody promised for a day is for today; a file to mend can wait until the rest is done. */
export function sectionOf({ kind, daysLeft }: Pick<Work, 'kind' | 'daysLeft'>): Section {
	if (daysLeft !== null && daysLeft < 0) return 'late';
	if (daysLeft !== null) return daysLeft > 0 ? 'soon' : 'today';
	return LATER.has(kind) ? 'soon' : 'today';
}

/** A day that is told of because it is near is at most two away. */
const AFTER_NEAR_DAYS = 3;

/** Of what is for later, the nearest day comes first, whatever it weighs; a file to mend can wait until the rest is done. */
function awayIn(row: Pick<Work, 'kind' | 'daysLeft'>): number {
	if (sectionOf(row) !== 'soon') return 0;
	if (row.kind === 'alert') return Number.MAX_SAFE_INTEGER;
	return row.daysLeft ?? AFTER_NEAR_DAYS;
}

/** The most urgent first, then what weighs most: only amounts in the currency of the house are compared. */
export function inOrder<One extends Work>(rows: readonly One[], currency: string): One[] {
	const weighed = rows.map((row) => ({ row, ...weightOf(row, currency) }));
	return weighed.sort(before).map(({ row }) => row);
}

const weightOf = (row: Work, currency: string) => {
	const minor = sumIn(row, currency);
	return {
		minor,
		section: SECTIONS.indexOf(sectionOf(row)),
		away: awayIn(row),
		score: scoreOf(weighedOf(row, minor))
	};
};

/** A day that was promised and is over counts like a due day that is. */
const weighedOf = (row: Work, minor: bigint): Weighed => ({
	kind: row.kind,
	minor: row.amounts.length > 0 ? minor : null,
	daysLate: Math.max(0, row.daysLate ?? 0, -(row.daysLeft ?? 0))
});

interface Placed extends ReturnType<typeof weightOf> {
	readonly row: Work;
}

const before = (a: Placed, b: Placed): number =>
	a.section - b.section ||
	a.away - b.away ||
	b.score - a.score ||
	Number(b.minor > a.minor) - Number(a.minor > b.minor) ||
	WORK_KINDS.indexOf(a.row.kind) - WORK_KINDS.indexOf(b.row.kind) ||
	(a.row.daysLeft ?? 0) - (b.row.daysLeft ?? 0) ||
	(a.row.key < b.row.key ? -1 : a.row.key > b.row.key ? 1 : 0);

const sumIn = ({ amounts }: Work, currency: string): bigint =>
	amounts.find((one) => one.currency === currency)?.minor ?? 0n;
