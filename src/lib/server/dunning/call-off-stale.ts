import { and, asc, eq, gt } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { notice } from '../db/schema/notices';
import { cancelNotice } from './cancel-notice';
import { followLeader } from './look-again';
import { decideFor } from './plan-dunning';
import { verdictOn } from './verdict-on';

type NoticeRow = typeof notice.$inferSelect;

/** A call or a letter that waited for a person until it was paid, disputed or overtaken by the next step. */
export async function callOffStale(
	unit: Unit<SystemScope>,
	on: LocalDate,
	customerIds: readonly string[]
): Promise<void> {
	const waiting = await waitingNotices(unit, customerIds);
	if (waiting.length > 0) await callOff(unit, on, waiting);
}

const toConfirm = (unit: Unit<SystemScope>) =>
	and(eq(notice.organisationId, unit.scope.organisationId), eq(notice.status, 'to_confirm'));

/** Whoever may owe nothing any more and still has something waiting; in the order of their ids. */
export async function customersWithWaitingNotices(
	unit: Unit<SystemScope>,
	{ after, limit }: { after?: string | undefined; limit: number }
): Promise<string[]> {
	const rows = await unit.tx
		.selectDistinct({ customerId: notice.customerId })
		.from(notice)
		.where(and(toConfirm(unit), after ? gt(notice.customerId, after) : undefined))
		.orderBy(asc(notice.customerId))
		.limit(limit);
	return rows.map(({ customerId }) => customerId);
}

const waitingNotices = (
	unit: Unit<SystemScope>,
	customerIds: readonly string[]
): Promise<NoticeRow[]> =>
	unit.tx
		.select()
		.from(notice)
		.where(and(toConfirm(unit), oneOf(notice.customerId, customerIds)));

async function callOff(
	unit: Unit<SystemScope>,
	on: LocalDate,
	waiting: readonly NoticeRow[]
): Promise<void> {
	const planned = await decideFor(unit, {
		customerIds: [...new Set(waiting.map(({ customerId }) => customerId))],
		today: on,
		minuteOfDay: null,
		except: waiting.map(({ id }) => id)
	});
	const byCustomer = new Map(planned.map((each) => [each.decision.customerId, each]));
	for (const row of waiting) {
		const each = byCustomer.get(row.customerId)!;
		const verdict = verdictOn(row, each);
		if (verdict.kind === 'wrong') await cancelNotice(unit, row, verdict.reasons);
		else if (verdict.kind === 'right' && !(await followLeader(unit, row, each)))
			await cancelNotice(unit, row, ['already_sent']);
	}
}
