import type { LocalDate } from '$lib/domain/calendar';
import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { formatDay, formatList, formatMoney } from './format';
import { m } from './paraglide/messages';

interface Standing {
	state: string;
	daysLate: number;
	currency: string;
	openMinor: bigint;
	disputedMinor: bigint;
	promisedOn: readonly LocalDate[];
	/** Part of it that he says to have paid, and that rests for it. */
	saidPaidMinor: bigint;
}

/** Where an open invoice stands, with the parts of it that are contested or said to be paid. */
export function standingWords(item: Standing): string {
	const { currency, disputedMinor, saidPaidMinor } = item;
	const amount = (minor: bigint): string => formatMoney({ minor, currency });
	const contested = disputedMinor > 0n && disputedMinor < item.openMinor;
	const standing = contested
		? m.statement_partly_disputed({ standing: stateWords(item), amount: amount(disputedMinor) })
		: stateWords(item);
	return saidPaidMinor > 0n
		? m.statement_partly_said_paid({ standing, amount: amount(saidPaidMinor) })
		: standing;
}

function stateWords({ state, daysLate, promisedOn }: Standing): string {
	if (state === 'disputed') return m.statement_disputed();
	if (state === 'covered') return m.statement_covered();
	if (promisedOn.length > 0)
		return m.statement_promised({ date: formatList(promisedOn.map((on) => formatDay(on))) });
	if (daysLate === 1) return m.statement_late_one();
	return daysLate > 1 ? m.statement_late_many({ count: daysLate }) : m.statement_not_due();
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
