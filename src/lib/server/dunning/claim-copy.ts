import type { DunningFacts } from '$lib/domain/dunning/decision';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import type { Addressee, NoticeVerdict } from '../delivery/notice-hook';
import { lockInvoicesOf } from '../invoices/lock-invoices';
import type { MailFacts } from '../mail/mails';
import { revive } from '../mail/revive';
import { ofNotice } from './look-again';
import { nextWindow } from './next-window';
import { itemsInMail } from './notice-content';
import { decideFor, type PlannedCustomer } from './plan-dunning';

type Facts = MailFacts['dunning-notice'];

/**
 * A copy says what the message said: it leaves after it, never instead of it, and only while it is
 * still true. What was paid, disputed or promised meanwhile keeps it here.
 */
export async function claimCopy(
	unit: Unit<SystemScope>,
	stored: Facts,
	to: Addressee
): Promise<NoticeVerdict> {
	const frozen = revive(stored);
	const { noticeId, contactId } = frozen.copy!;
	const [row] = await unit.tx.select().from(notice).where(ofNotice(unit, noticeId));
	if (!row || row.status === 'cancelled') return { send: false, reasons: row?.reasons ?? [] };
	if (row.status !== 'sent') return afterTheMessage(unit, row);
	await lockInvoicesOf(unit, row.customerId);
	const [planned] = await decideFor(unit, { customerIds: [row.customerId], except: [row.id] });
	if (!planned) return { send: false, reasons: ['settled'] };
	if (contactId && !mayReceive(planned, contactId, to))
		return { send: false, reasons: ['contact_changed'] };
	if (said(frozen) !== said({ items: itemsInMail(planned.customer, planned.decision) }))
		return { send: false, reasons: ['amount_changed'] };
	return isOutside(planned) || (contactId && isAsleep(planned, contactId))
		? {
				send: false,
				reasons: ['outside_window'],
				postpone: nextWindow(unit, planned.customer.facts)
			}
		: { send: true, facts: frozen };
}

const MINUTE = 60_000;
const WAIT_MINUTES = 10;
/** As long as a mail is tried; a message given up for lost has no copies. */
const PATIENCE_HOURS = 72;

/** The message is under way, or nobody knows whether it arrived. */
function afterTheMessage(
	{ now }: Unit<SystemScope>,
	{ plannedAt }: typeof notice.$inferSelect
): NoticeVerdict {
	const waited = now.getTime() - plannedAt.getTime();
	return waited > PATIENCE_HOURS * 60 * MINUTE
		? { send: false, reasons: ['message_not_sent'] }
		: { send: false, reasons: [], postpone: new Date(now.getTime() + WAIT_MINUTES * MINUTE) };
}

/** Still there at that address, nobody paused him, and he had not enough of us this week. */
const mayReceive = ({ customer }: PlannedCustomer, contactId: string, to: Addressee): boolean =>
	customer.contacts.some(
		(one) => one.contactId === contactId && one.email === to.email && !one.bouncedAt
	) &&
	hasRoomThisWeek(customer.facts, contactId) &&
	!customer.facts.holds.some(
		(hold) => hold.contactId === contactId && (!hold.until || hold.until >= customer.facts.today)
	);

const contactIn = (facts: DunningFacts, contactId: string) =>
	facts.contacts.find((one) => one.contactId === contactId);

/** This copy is one of the mails counted. */
const hasRoomThisWeek = (facts: DunningFacts, contactId: string): boolean =>
	facts.policy.weeklyMails === undefined ||
	(contactIn(facts, contactId)?.recentMails ?? 0) <= facts.policy.weeklyMails;

/** It is outside the hours of sending where he is. */
function isAsleep({ customer: { facts } }: PlannedCustomer, contactId: string): boolean {
	const { sendFromMinute, sendUntilMinute } = facts.policy;
	const minute = contactIn(facts, contactId)?.minuteOfDay;
	return minute !== undefined && (minute < sendFromMinute || minute >= sendUntilMinute);
}

const isOutside = ({ decision }: PlannedCustomer): boolean =>
	decision.reasons.some(({ code }) => code === 'outside_window' || code === 'holiday');

/** Every amount the message names, and which invoice it is about; days late go on by themselves. */
const said = ({ items }: Pick<Facts, 'items'>): string =>
	items
		.map(({ number, collectible, disputed, refused, accepted }) =>
			[
				...[number, collectible.minor, disputed.minor],
				...[refused?.amount.minor ?? 0n, accepted?.amount.minor ?? 0n, collectible.currency]
			].join(' ')
		)
		.sort()
		.join('\n');
