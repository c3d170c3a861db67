import { and, eq } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { notice } from '../db/schema/notices';
import { cancelNotice } from './cancel-notice';
import { disagreementsOf, type Disagreement } from './disagreements';
import { endCall, spokenOnIn } from './end-call';
import { lockNotices, type NoticeRow } from './lock-notices';
import { followLeader } from './look-again';
import { decideFor, type PlannedCustomer } from './plan-dunning';
import { verdictOn } from './verdict-on';

/** What waits for a person, of these customers. */
export const waitingNotices = (
	unit: Unit<SystemScope>,
	customerIds: readonly string[]
): Promise<NoticeRow[]> =>
	unit.tx
		.select()
		.from(notice)
		.where(
			and(
				eq(notice.organisationId, unit.scope.organisationId),
				eq(notice.status, 'to_confirm'),
				oneOf(notice.customerId, customerIds)
			)
		);

/**
 * Cancels what is paid, disputed or overtaken by the next step. A call in which somebody was spoken to is
 * no plan any more, it was made: it stays among what was said, and ends where another would be cancelled.
 * One in which the customer disagreed ends when a dispute is recorded, or its invoice is paid: the course
 * that goes on is no answer to what he said.
 */
export async function callOff(
	unit: Unit<SystemScope>,
	on: LocalDate,
	waiting: readonly NoticeRow[]
): Promise<void> {
	if (waiting.length === 0) return;
	const planOf = await plansFor(unit, on, waiting);
	const disagreed = await disagreedIn(unit, waiting);
	const endOf = (row: NoticeRow) => endOfCall(row, planOf(row), disagreed(row));
	const concerned = waiting.filter((row) =>
		spokenOnIn(row) ? endOf(row) !== null : isConcerned(row, planOf(row))
	);
	const held = await lockNotices(
		unit,
		concerned.map(({ id }) => id)
	);
	for (const row of concerned)
		if (isUnchanged(row, held.get(row.id)!))
			await (spokenOnIn(row)
				? endCall(unit, row, endOf(row) ?? 'overtaken')
				: callOffOne(unit, row, planOf(row)));
}

async function plansFor(
	unit: Unit<SystemScope>,
	today: LocalDate,
	waiting: readonly NoticeRow[]
): Promise<(row: NoticeRow) => PlannedCustomer> {
	const planned = await decideFor(unit, {
		customerIds: [...new Set(waiting.map(({ customerId }) => customerId))],
		today,
		minuteOfDay: null,
		except: waiting.filter((row) => !spokenOnIn(row)).map(({ id }) => id)
	});
	const byCustomer = new Map(planned.map((each) => [each.decision.customerId, each]));
	return ({ customerId }) => byCustomer.get(customerId)!;
}

/** Only these are held: somebody may confirm the others meanwhile. */
function isConcerned(row: NoticeRow, plan: PlannedCustomer): boolean {
	const { kind } = verdictOn(row, plan);
	return (
		kind === 'wrong' || (kind === 'right' && plan.decision.leaderInvoiceId !== row.leaderInvoiceId)
	);
}

/** Confirmed or spoken about since it was read, it is no longer ours to call off. */
const isUnchanged = (read: NoticeRow, held: NoticeRow): boolean =>
	held.status === read.status && spokenOnIn(held) === spokenOnIn(read);

async function callOffOne(
	unit: Unit<SystemScope>,
	row: NoticeRow,
	plan: PlannedCustomer
): Promise<void> {
	const verdict = verdictOn(row, plan);
	if (verdict.kind === 'wrong') await cancelNotice(unit, row, verdict.reasons);
	else if (!(await followLeader(unit, row, plan))) await cancelNotice(unit, row, ['already_sent']);
}

async function disagreedIn(unit: Unit<SystemScope>, waiting: readonly NoticeRow[]) {
	const spoken = waiting.filter(spokenOnIn).map(({ customerId }) => customerId);
	const of = await disagreementsOf(unit, [...new Set(spoken)]);
	return ({ id, customerId }: NoticeRow): Disagreement | undefined =>
		of(customerId).find(({ noticeId }) => noticeId === id);
}

/** How a call that was made is over; null while it waits for what was said in it to be recorded. */
function endOfCall(
	{ leaderInvoiceId }: NoticeRow,
	{ customer, decision }: PlannedCustomer,
	disagreed: Disagreement | undefined
): 'disputes' | 'overtaken' | null {
	if (disagreed?.isRecorded) return 'disputes';
	const isPaid = !customer.facts.openItems.some(({ invoiceId }) => invoiceId === leaderInvoiceId);
	// Something else is said now: nobody records a promise any more.
	return isPaid || (!disagreed && decision.outcome !== 'nothing') ? 'overtaken' : null;
}
