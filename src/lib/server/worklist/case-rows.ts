import { isDanger } from '$lib/domain/disputes/case-deadlines';
import type { TimeLeft } from '$lib/domain/disputes/deadlines';
import { money } from '$lib/domain/money';
import { placeOf } from '$lib/domain/worklist/next-step';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { casesOfMyDay } from '../disputes/cases-of-my-day';
import type { LateSignature } from '../disputes/late-signatures';
import { MOST, NOTHING_MORE, type WorkRow } from './work-row';

/** Working days before the promised one from which a case is told of. */
const NEAR_DAYS = 2;

/** What is read for a day. */
export const MY_CASES = { nearDays: NEAR_DAYS, most: MOST };

/** Cases of his that wait for him, or with a day that is near, or gone by. */
export async function caseRows(unit: Unit<DeskScope>): Promise<WorkRow[]> {
	const cases = await casesOfMyDay(unit, MY_CASES);
	return cases.filter((row) => row.awaited !== 'case' || nearDay(row)).map(caseRow);
}

/** One that waits for nothing yet reads as it will when its day is near. */
export const caseRow = (row: Row): WorkRow => ({
	...NOTHING_MORE,
	...{ key: `${row.awaited}:${row.reference}`, kind: row.awaited, who: row.customerName },
	customerCode: row.customerCode,
	...{ href: placeOf(row.awaited, row), reference: row.reference },
	standing: row.status,
	// New words are news: a reply that was put off comes back with them.
	...(nearDay(row) ?? { on: row.askedOn ?? row.spokenOn ?? row.answerDueOn, daysLeft: null }),
	...ownDay(row),
	amounts: [money(row.claimedMinor, row.currency)]
});

type Row = Awaited<ReturnType<typeof casesOfMyDay>>[number];

/** The day that is why it is to be done, however near the promised one is. */
function ownDay(row: Row): Partial<WorkRow> {
	const { awaited, offerUntil, answered, refused, advice, openedOn, unsigned, leaver } = row;
	if (advice && awaited === 'advice')
		return { on: advice.on, daysLeft: null, stage: null, what: advice.by };
	if (unsigned && awaited === 'signature') return lateSignature(unsigned);
	if (awaited === 'anew') return { on: offerUntil, stage: null };
	if (awaited === 'assign' && !leaver && answered?.handsBack)
		return { on: answered.on, stage: null, what: answered.by, handsBack: true };
	if (awaited === 'assign') return { on: openedOn, stage: null, what: leaver };
	if (awaited !== 'decide') return {};
	if (refused) return { on: refused.on, stage: null, what: refused.by, refusedWhy: refused.why };
	if (!answered) return {};
	return { on: answered.on, stage: null, what: answered.by, hasGrown: answered.hasGrown };
}

const lateSignature = ({ since, left, by, isAsked }: LateSignature): Partial<WorkRow> => ({
	...{ on: since, daysLeft: daysIn(left), stage: null, signature: { by, isAsked } }
});

/** Of what is to be kept next: a deadline of the house in danger or broken, else the day that was promised. */
function nearDay({ status, deadline, left, answerDueOn }: Row) {
	if (status === 'waiting_customer' && !left) return null;
	if (deadline && isDanger(deadline.standing)) {
		const { stage, dueOn: on } = deadline;
		const isPromise = stage === 'answer' && on === answerDueOn;
		return { on, daysLeft: daysIn(deadline.left), stage: isPromise ? null : stage };
	}
	if (!left || daysIn(left) > NEAR_DAYS) return null;
	return { on: answerDueOn, daysLeft: daysIn(left) };
}

/** Negative once it has gone by. */
const daysIn = ({ late, daysLate, daysLeft }: TimeLeft): number =>
	late ? -Math.max(1, daysLate) : daysLeft;
