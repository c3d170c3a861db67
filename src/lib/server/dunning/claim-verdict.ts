import type { DecisionReason } from '$lib/domain/dunning/decision';
import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import type { Addressee, NoticeVerdict } from '../delivery/notice-hook';
import { cancelNotice } from './cancel-notice';
import { claimLetter } from './claim-letter';
import { POSTED } from './finish-notice';
import { freeze, type Said } from './freeze-notice';
import type { NoticeRow } from './lock-notices';
import { followLeader, ofNotice, type SecondLook } from './look-again';
import { whenToAskAgain } from './next-window';
import { outdatedAmounts } from './outdated-words';
import { phoneOf } from './phone-of';
import type { PlannedCustomer } from './plan-dunning';
import { replaceDecision } from './store-decisions';

/** A notice that may leave, and to whom. */
export interface Open {
	row: NoticeRow;
	to: Addressee;
}

/** What becomes of it, as its customer stands now. What is said goes into `said`. */
export async function claimVerdict(
	unit: Unit<SystemScope>,
	{ row, to }: Open,
	look: SecondLook | undefined,
	said: Said[]
): Promise<NoticeVerdict> {
	if (POSTED.has(row.channel)) return claimLetter(unit, row, look);
	if (!look) return callOffClaimed(unit, row, ['settled']);
	const { planned, verdict } = look;
	if (verdict.kind === 'wait') return postponed(unit, planned, verdict.held);
	if (verdict.kind === 'wrong') return callOffClaimed(unit, row, verdict.reasons, planned);
	if (!isStill(to, planned)) return callOffClaimed(unit, row, ['contact_changed'], planned);
	if (to.end) return callOffClaimed(unit, row, [to.end], planned);
	if (!(await followLeader(unit, row, planned)))
		return callOffClaimed(unit, row, ['already_sent'], planned);
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
	{ customer, decision }: PlannedCustomer,
	held: DecisionReason | undefined
): NoticeVerdict => ({
	send: false,
	reasons: [...new Set(decision.reasons.map(({ code }) => code))],
	postpone: whenToAskAgain(unit, customer.facts, held)
});

/** It does not leave, and the day shows why. */
export async function callOffClaimed(
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
