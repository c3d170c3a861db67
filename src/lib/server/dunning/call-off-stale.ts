import { and, eq } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { notice } from '../db/schema/dunning';
import { cancelNotice } from './cancel-notice';
import { followLeader } from './look-again';
import { chunks, decideFor } from './plan-dunning';
import { verdictOn } from './verdict-on';

type NoticeRow = typeof notice.$inferSelect;

/** A call or a letter that waited for a person until it was paid, disputed or overtaken by the next step. */
export async function callOffStale(scope: SystemScope, on: LocalDate): Promise<void> {
	const waiting = await unitOfWork(scope, waitingNotices);
	for (const chunk of chunks(waiting)) await unitOfWork(scope, (unit) => callOff(unit, on, chunk));
}

const waitingNotices = (unit: Unit<SystemScope>): Promise<NoticeRow[]> =>
	unit.tx
		.select()
		.from(notice)
		.where(
			and(eq(notice.organisationId, unit.scope.organisationId), eq(notice.status, 'to_confirm'))
		);

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
