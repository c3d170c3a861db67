import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { NoticeStatus } from '../db/schema/notices';
import type { Addressee, AskedNotice, NoticeVerdict } from '../delivery/notice-hook';
import { lockInvoicesOfAll } from '../invoices/lock-invoices';
import { callOffClaimed, claimVerdict, type Open } from './claim-verdict';
import { keepSaid, type Said } from './freeze-notice';
import { runHolds } from './held-runs';
import { lockNotices, type NoticeRow } from './lock-notices';
import { lookAgainAt } from './look-again';

/** Nothing is said anew of these: it was said, it may have been, or it shall not be. */
const SETTLED: ReadonlySet<NoticeStatus> = new Set(['cancelled', 'done', 'sent', 'unknown']);

/** About one notice. */
export async function claimNotice(
	unit: Unit<SystemScope>,
	noticeId: string,
	to: Addressee
): Promise<NoticeVerdict> {
	return (await claimNotices(unit, [{ noticeId, to }]))[0]!;
}

/**
 * The last look before mails leave, each to another customer, with the invoices of all of them locked:
 * a dispute or a payment that committed before this instant always wins, one that comes after is told
 * in the next message.
 * @returns what becomes of each, in their order
 */
export async function claimNotices(
	unit: Unit<SystemScope>,
	asked: readonly AskedNotice[]
): Promise<NoticeVerdict[]> {
	const rows = await lockNotices(
		unit,
		asked.map(({ noticeId }) => noticeId)
	);
	const early = await withoutLooking(unit, rows);
	const open = asked.flatMap(({ noticeId, to }) => {
		const row = rows.get(noticeId);
		return row && !early.has(noticeId) ? [{ row, to }] : [];
	});
	const late = open.length > 0 ? await withALook(unit, open) : new Map<string, NoticeVerdict>();
	return asked.map(
		({ noticeId }) => early.get(noticeId) ?? late.get(noticeId) ?? { send: false, reasons: [] }
	);
}

type Verdicts = Map<string, NoticeVerdict>;

/** Over already, or held by its run. */
async function withoutLooking(
	unit: Unit<SystemScope>,
	rows: ReadonlyMap<string, NoticeRow>
): Promise<Verdicts> {
	const found: Verdicts = new Map();
	const all = [...rows.values()];
	const holdOf = await runHolds(unit, all);
	for (const row of all) {
		const { isCancelled, until } = holdOf(row);
		if (SETTLED.has(row.status)) found.set(row.id, { send: false, reasons: row.reasons });
		else if (isCancelled) found.set(row.id, await callOffClaimed(unit, row, ['run_cancelled']));
		else if (until) found.set(row.id, { send: false, reasons: [], postpone: until });
	}
	return found;
}

async function withALook(unit: Unit<SystemScope>, open: readonly Open[]): Promise<Verdicts> {
	const rows = open.map(({ row }) => row);
	const customerIds = rows.map(({ customerId }) => customerId);
	await lockInvoicesOfAll(unit, customerIds);
	const looks = await lookAgainAt(unit, rows);
	const found: Verdicts = new Map();
	const said: Said[] = [];
	for (const one of open)
		found.set(one.row.id, await claimVerdict(unit, one, looks.get(one.row.id), said));
	await keepSaid(unit, said);
	return found;
}
