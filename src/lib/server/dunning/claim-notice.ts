import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice, type NoticeStatus } from '../db/schema/notices';
import type { Addressee, NoticeVerdict } from '../delivery/notice-hook';
import { lockInvoicesOf } from '../invoices/dunning-facts';
import { cancelNotice } from './cancel-notice';
import { claimLetter } from './claim-letter';
import { followLeader, lookAgain, ofNotice } from './look-again';
import { nextWindow } from './next-window';
import { mailFactsOf, noticeContent } from './notice-content';
import type { PlannedCustomer } from './plan-dunning';
import { editIdIn } from './notice-edits';
import { phoneOf } from './phone-of';
import { outdatedAmounts } from './outdated-words';
import { heldUntil, isCancelled } from './held-runs';
import { putCopies } from './put-copies';
import { responsibleOf } from './responsible';
import { replaceDecision } from './store-decisions';
import { speechOf, wordsOf } from './words-of';

type NoticeRow = typeof notice.$inferSelect;

const POSTED: ReadonlySet<NoticeRow['channel']> = new Set(['letter', 'registered_letter']);

/** Nothing is said anew of these: it was said, it may have been, or it shall not be. */
const SETTLED: ReadonlySet<NoticeStatus> = new Set(['cancelled', 'done', 'sent', 'unknown']);

/**
 * The last look before a mail leaves, with the customer's invoices locked: a dispute or a payment
 * that committed before this instant always wins, one that comes after is told in the next message.
 */
export async function claimNotice(
	unit: Unit<SystemScope>,
	noticeId: string,
	to: Addressee
): Promise<NoticeVerdict> {
	const [row] = await unit.tx.select().from(notice).where(ofNotice(unit, noticeId)).for('update');
	if (!row || SETTLED.has(row.status)) return { send: false, reasons: row?.reasons ?? [] };
	if (await isCancelled(unit, row.runId)) return callOff(unit, row, ['run_cancelled']);
	const until = await heldUntil(unit, row.runId);
	if (until) return { send: false, reasons: [], postpone: until };
	await lockInvoicesOf(unit, row.customerId);
	const look = await lookAgain(unit, row);
	if (POSTED.has(row.channel)) return claimLetter(unit, row, look);
	if (!look) return callOff(unit, row, ['settled']);
	const { planned, verdict } = look;
	if (verdict.kind === 'wait') return postponed(unit, planned);
	if (verdict.kind === 'wrong') return callOff(unit, row, verdict.reasons, planned);
	if (!isStill(to, planned)) return callOff(unit, row, ['contact_changed'], planned);
	if (!(await followLeader(unit, row, planned)))
		return callOff(unit, row, ['already_sent'], planned);
	if ((await outdatedAmounts(unit, row, planned)).length) return askAgain(unit, row);
	return freeze(unit, row, planned);
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

async function freeze(
	unit: Unit<SystemScope>,
	row: NoticeRow,
	planned: PlannedCustomer
): Promise<NoticeVerdict> {
	const { customer, decision } = planned;
	const words = await wordsOf(unit, row, speechOf(planned));
	const editId = editIdIn(row.content);
	await unit.tx
		.update(notice)
		.set({
			content: {
				...noticeContent(customer, decision, unit.today, words),
				...(editId && { editId }),
				claimedAt: unit.now.toISOString()
			}
		})
		.where(ofNotice(unit, row.id));
	await noteLaterDay(unit, row);
	const facts = {
		...mailFactsOf(customer, decision, unit.today, words),
		...(await responsibleOf(unit, row.customerId))
	};
	await putCopies(unit, row, { customer, decision, facts });
	return { send: true, facts };
}

/** Waited for its hours or for the mail server: from today on it counts as said today. */
async function noteLaterDay(unit: Unit<SystemScope>, row: NoticeRow): Promise<void> {
	if (row.content?.on === unit.today) return;
	const subject = { kind: 'notice', id: row.id, customerId: row.customerId } as const;
	await record(unit, 'notice.said_later', subject, { on: unit.today });
}
