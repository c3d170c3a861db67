import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice, type NoticeStatus } from '../db/schema/notices';
import type { Addressee, NoticeVerdict } from '../delivery/notice-hook';
import { lockInvoicesOf } from '../invoices/dunning-facts';
import { wordsInForce } from '../templates/queries';
import { cancelNotice } from './cancel-notice';
import { followLeader, lookAgain, ofNotice } from './look-again';
import { nextWindow } from './next-window';
import { mailFactsOf, noticeContent } from './notice-content';
import type { PlannedCustomer } from './plan-dunning';
import { heldUntil } from './held-runs';
import { putCopies } from './put-copies';
import { replaceDecision } from './store-decisions';

type NoticeRow = typeof notice.$inferSelect;

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
	const until = await heldUntil(unit, row.runId);
	if (until) return { send: false, reasons: [], postpone: until };
	await lockInvoicesOf(unit, row.customerId);
	const look = await lookAgain(unit, row);
	if (!look) return callOff(unit, row, ['settled']);
	const { planned, verdict } = look;
	if (verdict.kind === 'wait') return postponed(unit, planned);
	if (verdict.kind === 'wrong') return callOff(unit, row, verdict.reasons, planned);
	if (!isStill(to, planned)) return callOff(unit, row, ['contact_changed'], planned);
	if (!(await followLeader(unit, row, planned)))
		return callOff(unit, row, ['already_sent'], planned);
	return freeze(unit, row, planned);
}

/** An address or a language that was corrected since: planned anew, with a link of its own. */
const isStill = (to: Addressee, { customer, decision }: PlannedCustomer): boolean =>
	customer.contacts.some(
		({ contactId, email, language }) =>
			contactId === decision.contactId &&
			email === to.email &&
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
	{ customer, decision }: PlannedCustomer
): Promise<NoticeVerdict> {
	const { template, tone } = decision.step!;
	const words = await wordsInForce(unit, template, decision.tone ?? tone);
	await unit.tx
		.update(notice)
		.set({
			content: {
				...noticeContent(customer, decision, unit.today, words),
				claimedAt: unit.now.toISOString()
			}
		})
		.where(ofNotice(unit, row.id));
	const facts = mailFactsOf(customer, decision, unit.today, words);
	await putCopies(unit, row, { customer, decision, facts });
	return { send: true, facts };
}
