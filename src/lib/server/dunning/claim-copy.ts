import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { lockInvoicesOf } from '../invoices/dunning-facts';
import type { MailFacts } from '../mail/mails';
import { revive } from '../mail/revive';
import type { NoticeClaim } from './claim-notice';
import { ofNotice } from './look-again';
import { nextWindow } from './next-window';
import { mailItem } from './notice-content';
import { decideFor, type PlannedCustomer } from './plan-dunning';

type Facts = MailFacts['dunning-notice'];

/**
 * A copy says what the message said, and leaves only while that is still true: when it had to wait
 * and something was paid, disputed or promised meanwhile, it stays here.
 */
export async function claimCopy(unit: Unit<SystemScope>, stored: Facts): Promise<NoticeClaim> {
	const frozen = revive(stored);
	const { noticeId, contactId } = frozen.copy!;
	const [row] = await unit.tx.select().from(notice).where(ofNotice(unit, noticeId));
	if (!row || row.status === 'cancelled') return { send: false, reasons: row?.reasons ?? [] };
	await lockInvoicesOf(unit, row.customerId);
	const [planned] = await decideFor(unit, { customerIds: [row.customerId], except: [row.id] });
	if (!planned) return { send: false, reasons: ['settled'] };
	if (contactId && !mayReceive(planned, contactId))
		return { send: false, reasons: ['contact_changed'] };
	if (said(frozen) !== said({ items: planned.decision.items.map(mailItem) }))
		return { send: false, reasons: ['amount_changed'] };
	return isOutside(planned)
		? {
				send: false,
				reasons: ['outside_window'],
				postpone: nextWindow(unit, planned.customer.facts)
			}
		: { send: true, facts: frozen };
}

/** Still there, and nobody paused him. */
const mayReceive = ({ customer }: PlannedCustomer, contactId: string): boolean =>
	customer.contacts.some((contact) => contact.contactId === contactId && !contact.bouncedAt) &&
	!customer.facts.holds.some(
		(hold) => hold.contactId === contactId && (!hold.until || hold.until >= customer.facts.today)
	);

const isOutside = ({ decision }: PlannedCustomer): boolean =>
	decision.reasons.some(({ code }) => code === 'outside_window' || code === 'holiday');

/** Every amount the message names, and which invoice it is about; days late go on by themselves. */
const said = ({ items }: Pick<Facts, 'items'>): string =>
	items
		.map(({ number, collectible, disputed }) =>
			[number, collectible.minor, disputed.minor, collectible.currency].join(' ')
		)
		.sort()
		.join('\n');
