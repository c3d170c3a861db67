import { and, eq, inArray, sql } from 'drizzle-orm';
import { mayOrder, type RunOrder } from '$lib/domain/dunning/run-state';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { run } from '../db/schema/runs';
import { noticesOnTheWire } from '../delivery/queries';
import { wakeHeld } from '../delivery/wake-held';
import { lockClaimedInvoices } from '../late-charges/withdraw-claims';
import { cancelNotice } from './cancel-notice';
import { holdNotices } from './lock-notices';
import { stateOf, writeOrder } from './run-orders';

/** What a person tells a run: to wait, to go on, that its volume is right, or to leave it for today. */
export async function orderRun(
	unit: Unit<InsideScope>,
	{ runId, kind, note }: { runId: string; kind: Exclude<RunOrder, 'stop'>; note: string }
): Promise<void> {
	await takeTurn(unit, runId);
	if (!mayOrder(await stateOf(unit, runId), kind)) throw new AppError('run_order_refused');
	await writeOrder(unit, runId, kind, note);
	const open = await openNotices(unit, runId);
	if (kind === 'cancel') await cancelAll(unit, open);
	if (kind === 'approve' || kind === 'resume')
		await wakeHeld(
			unit,
			open.map(({ id }) => id)
		);
}

/** What is on the wire at this moment cannot be called back, nor what was confirmed or closed since. */
async function cancelAll(
	unit: Unit<InsideScope>,
	open: readonly { id: string; customerId: string }[]
): Promise<void> {
	const ids = open.map(({ id }) => id);
	await holdNotices(unit, ids);
	await lockClaimedInvoices(unit, ids);
	const leaving = await noticesOnTheWire(unit, ids);
	for (const row of open)
		if (!leaving.has(row.id)) await cancelNotice(unit, row, ['run_cancelled']);
}

/**
 * Two people press two buttons: one after the other. A turn, not the row: whoever plans messages writes
 * on it last, while orders concern messages of his.
 */
async function takeTurn(unit: Unit<InsideScope>, runId: string): Promise<void> {
	await unit.tx.execute(
		sql`select pg_advisory_xact_lock(hashtextextended(${`run-order:${runId}`}, 0))`
	);
	const { organisationId } = unit.scope;
	const known = await unit.tx.$count(
		run,
		and(eq(run.organisationId, organisationId), eq(run.id, runId))
	);
	if (known === 0) throw new AppError('not_found');
}

const openNotices = (unit: Unit<InsideScope>, runId: string) =>
	unit.tx
		.select({ id: notice.id, customerId: notice.customerId })
		.from(notice)
		.where(
			and(
				eq(notice.organisationId, unit.scope.organisationId),
				eq(notice.runId, runId),
				inArray(notice.status, ['planned', 'to_confirm']),
				// What was said on the phone cannot be called back.
				sql`${notice.content}->>'spokenOn' is null`
			)
		);
