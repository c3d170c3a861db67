import { and, eq } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { notice } from '../db/schema/notices';
import { cancelNotice } from './cancel-notice';
import { endCall, spokenOnIn } from './end-call';
import { followLeader } from './look-again';
import { decideFor, type PlannedCustomer } from './plan-dunning';
import { verdictOn } from './verdict-on';

export type NoticeRow = typeof notice.$inferSelect;

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
 */
export async function callOff(
	unit: Unit<SystemScope>,
	on: LocalDate,
	waiting: readonly NoticeRow[]
): Promise<void> {
	if (waiting.length === 0) return;
	const planned = await decideFor(unit, {
		customerIds: [...new Set(waiting.map(({ customerId }) => customerId))],
		today: on,
		minuteOfDay: null,
		except: waiting.filter((row) => !spokenOnIn(row)).map(({ id }) => id)
	});
	const byCustomer = new Map(planned.map((each) => [each.decision.customerId, each]));
	for (const row of waiting) {
		const each = byCustomer.get(row.customerId)!;
		if (spokenOnIn(row)) {
			if (isOver(row, each)) await endCall(unit, row);
			continue;
		}
		const verdict = verdictOn(row, each);
		if (verdict.kind === 'wrong') await cancelNotice(unit, row, verdict.reasons);
		else if (verdict.kind === 'right' && !(await followLeader(unit, row, each)))
			await cancelNotice(unit, row, ['already_sent']);
	}
}

/** Nothing of its invoice is left to pay, or something else is said now: nobody records a promise any more. */
const isOver = ({ leaderInvoiceId }: NoticeRow, { customer, decision }: PlannedCustomer): boolean =>
	decision.outcome !== 'nothing' ||
	!customer.facts.openItems.some(({ invoiceId }) => invoiceId === leaderInvoiceId);
