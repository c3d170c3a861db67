import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice, type NoticeStatus } from '../db/schema/notices';
import type { Addressee, AskedNotice, NoticeVerdict } from '../delivery/notice-hook';
import { lockInvoicesOfAll } from '../invoices/lock-invoices';
import { cancelNotice } from './cancel-notice';
import { claimLetter } from './claim-letter';
import { freeze, keepSaid, type Said } from './freeze-notice';
import { lockNotices, type NoticeRow } from './lock-notices';
import { followLeader, lookAgainAt, ofNotice, type SecondLook } from './look-again';
import { nextWindow } from './next-window';
import type { PlannedCustomer } from './plan-dunning';
import { phoneOf } from './phone-of';
import { outdatedAmounts } from './outdated-words';
import { runHolds } from './held-runs';
import { replaceDecision } from './store-decisions';

const POSTED: ReadonlySet<NoticeRow['channel']> = new Set(['letter', 'registered_letter']);

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
	const holdOf = await runHolds(unit, [...new Set(all.map(({ runId }) => runId))]);
	for (const row of all) {
		const { isCancelled, until } = holdOf(row.runId);
		if (SETTLED.has(row.status)) found.set(row.id, { send: false, reasons: row.reasons });
		else if (isCancelled) found.set(row.id, await callOff(unit, row, ['run_cancelled']));
		else if (until) found.set(row.id, { send: false, reasons: [], postpone: until });
	}
	return found;
}

interface Open {
	row: NoticeRow;
	to: Addressee;
}

async function withALook(unit: Unit<SystemScope>, open: readonly Open[]): Promise<Verdicts> {
	const rows = open.map(({ row }) => row);
	const customerIds = rows.map(({ customerId }) => customerId);
	await lockInvoicesOfAll(unit, customerIds);
	const looks = await lookAgainAt(unit, rows);
	const found: Verdicts = new Map();
	const said: Said[] = [];
	for (const one of open)
		found.set(one.row.id, await verdictFor(unit, one, looks.get(one.row.id), said));
	await keepSaid(unit, said);
	return found;
}

async function verdictFor(
	unit: Unit<SystemScope>,
	{ row, to }: Open,
	look: SecondLook | undefined,
	said: Said[]
): Promise<NoticeVerdict> {
	if (POSTED.has(row.channel)) return claimLetter(unit, row, look);
	if (!look) return callOff(unit, row, ['settled']);
	const { planned, verdict } = look;
	if (verdict.kind === 'wait') return postponed(unit, planned);
	if (verdict.kind === 'wrong') return callOff(unit, row, verdict.reasons, planned);
	if (!isStill(to, planned)) return callOff(unit, row, ['contact_changed'], planned);
	if (!(await followLeader(unit, row, planned)))
		return callOff(unit, row, ['already_sent'], planned);
	if ((await outdatedAmounts(unit, row, planned)).length) return askAgain(unit, row);
	return freeze(unit, row, planned, said);
}

/** Somebody typed an amount that is no longer right: he, or a colleague, reads the words once more. */
async function askAgain(unit: Unit<SystemScope>, row: NoticeRow): Promise<NoticeVerdict> {
	const reasons = ['amount_changed'];
	await unit.tx
		.update(notice)
		// Confirmed again it is another mail.
		.set({ status: 'to_confirm', reasons, plannedAt: unit.now })
		.where(ofNotice(unit, row.id));
	const subject = { kind: 'notice', id: row.id, customerId: row.customerId } as const;
	// Planned anew, as the past is read: this time it waits for a person.
	const { stepKey: step, leaderInvoiceId } = row;
	await record(unit, 'notice.planned', subject, {
		step,
		outcome: 'confirm',
		leaderInvoiceId,
		reasons
	});
	return { send: false, reasons };
}

/** An address or a language that was corrected since: planned anew, with a link of its own. */
const isStill = (to: Addressee, { customer, decision }: PlannedCustomer): boolean =>
	customer.contacts.some(
		({ contactId, email, phone, language }) =>
			contactId === decision.contactId &&
			(to.phone === undefined
				? email === to.email
				: phoneOf({ phone }, customer.country) === to.phone) &&
			(language ?? customer.language) === to.language
	);

const postponed = (
	unit: Unit<SystemScope>,
	{ customer, decision }: PlannedCustomer
): NoticeVerdict => ({
	send: false,
	reasons: [...new Set(decision.reasons.map(({ code }) => code))],
	postpone: nextWindow(unit, customer.facts)
});

async function callOff(
	unit: Unit<SystemScope>,
	row: NoticeRow,
	reasons: string[],
	planned?: PlannedCustomer
): Promise<NoticeVerdict> {
	await cancelNotice(unit, row, reasons);
	// The run of this day says what became of it; an older run keeps what was right then.
	if (planned && row.plannedOn === unit.today)
		await replaceDecision(unit, row.runId, { ...planned.decision, outcome: 'nothing' });
	return { send: false, reasons };
}
