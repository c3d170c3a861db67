import type { LocalDate } from '$lib/domain/calendar';
import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { formatDay, formatList, formatMoney } from './format';
import { m } from './paraglide/messages';

interface Standing {
	state: string;
	daysLate: number;
	currency: string;
	totalMinor: bigint;
	openMinor: bigint;
	disputedMinor: bigint;
	/** Each payment. */
	promised: readonly { on: LocalDate; minor: bigint }[];
	/** Part of it that he says to have paid, and that rests for it. */
	saidPaidMinor: bigint;
	/** What a decision did not accept of it. */
	refusedMinor: bigint;
	/** Of what is contested, what a decision accepted: it is settled by a credit note, and nobody has to pay it. */
	acceptedMinor: bigint;
}

/** Where an open invoice stands: how late it is, then what is promised of it, settled already, contested, accepted, payable again or said to be paid. */
export function standingWords(item: Standing): string {
	const { currency, openMinor, acceptedMinor, refusedMinor, saidPaidMinor } = item;
	const contestedMinor = item.disputedMinor - acceptedMinor;
	const isPart = (minor: bigint): boolean => minor > 0n && minor < openMinor;
	const settledMinor = item.totalMinor - openMinor;
	const parts = [
		settledMinor > 0n && ([m.statement_partly_settled, settledMinor] as const),
		isPart(contestedMinor) && ([m.statement_partly_disputed, contestedMinor] as const),
		isPart(acceptedMinor) && ([m.statement_partly_accepted, acceptedMinor] as const),
		isPart(refusedMinor) && ([m.statement_partly_refused, refusedMinor] as const),
		isPart(saidPaidMinor) && ([m.statement_partly_said_paid, saidPaidMinor] as const)
	].filter((part) => part !== false);
	const standing = parts.reduce(
		(words, [say, minor]) => say({ standing: words, amount: formatMoney({ minor, currency }) }),
		withPromise(item)
	);
	return saidPaidMinor === openMinor ? m.statement_said_paid({ standing }) : standing;
}

/** Of several payments each day with its amount. */
function withPromise(item: Standing): string {
	const { promised, currency } = item;
	const standing = stateWords(item);
	if (promised.length === 0) return standing;
	const parts = promised.map(({ on, minor }) =>
		m.portal_promised_part({ amount: formatMoney({ minor, currency }), date: formatDay(on) })
	);
	return m.statement_partly_promised({ standing, parts: formatList(parts) });
}

function stateWords({ state, daysLate, ...of }: Standing): string {
	if (state === 'disputed') return caseWords(of);
	if (state === 'covered') return m.statement_covered();
	if (daysLate === 1) return m.statement_late_one();
	return daysLate > 1 ? m.statement_late_many({ count: daysLate }) : m.statement_not_due();
}

/** Of an invoice nothing of which is free: what its cases came to. */
function caseWords({
	openMinor,
	refusedMinor,
	acceptedMinor
}: Pick<Standing, 'openMinor' | 'refusedMinor' | 'acceptedMinor'>): string {
	if (refusedMinor === openMinor) return m.statement_refused();
	return refusedMinor + acceptedMinor >= openMinor
		? m.statement_accepted()
		: m.statement_disputed();
}

/** Who has to act in an open case. */
export function caseStepWords(of: {
	status: DisputeStatus;
	answerDueOn: LocalDate;
	/** A day that has gone by is no promise any more. */
	isMissed: boolean;
}): string {
	if (of.status === 'waiting_customer') return m.statement_case_yours();
	if (of.status === 'decided' || of.status === 'implementing') return m.statement_case_decided();
	const date = formatDay(of.answerDueOn);
	return of.isMissed ? m.statement_case_missed({ date }) : m.statement_case_answer_by({ date });
}

/** What became of what he said to have paid. */
export const saidStepWords = ({ isFound }: { isFound: boolean }): string =>
	isFound ? m.statement_said_found() : m.statement_said_open();
