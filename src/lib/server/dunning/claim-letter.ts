import { askedIn, type Decision } from '$lib/domain/dunning/decision';
import { overtakenItems } from '$lib/domain/dunning/overtaken';
import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import type { NoticeVerdict } from '../delivery/notice-hook';
import { fromJson } from './decision-json';
import { endUnsaid } from './end-unsaid';
import { ofNotice, type SecondLook } from './look-again';
import { mailFactsOf, type NoticeContent } from './notice-content';
import { whenToAskAgain } from './next-window';
import { readLetter } from './read-letter';

type NoticeRow = typeof notice.$inferSelect;

/**
 * The last look at a letter that somebody confirmed and a provider is about to print. It was written
 * once: when what it says is no longer so, it does not leave, and the step is over for this invoice.
 */
export async function claimLetter(
	unit: Unit<SystemScope>,
	row: NoticeRow,
	look: SecondLook | undefined
): Promise<NoticeVerdict> {
	if (!look) return setAside(unit, row, ['settled']);
	const { planned, verdict } = look;
	if (verdict.kind === 'wait')
		return {
			send: false,
			reasons: [],
			postpone: whenToAskAgain(unit, planned.customer.facts, verdict.held)
		};
	if (verdict.kind === 'wrong') return setAside(unit, row, verdict.reasons);
	const to = await customerById(unit, row.customerId);
	const changed = changedSince(row, planned.decision, to);
	if (changed) return setAside(unit, row, [changed]);
	const { name, content: pdf } = await readLetter(unit, row.id);
	await noteClaim(unit, row);
	return {
		send: true,
		facts: mailFactsOf(planned.customer, planned.decision, unit.today),
		posted: {
			channel: row.channel === 'registered_letter' ? 'registered_letter' : 'letter',
			name: to.name,
			address: to.address,
			reference: name.replace(/\.pdf$/, ''),
			pdf
		}
	};
}

/** Why a written letter is no longer right; the same sum of other invoices is another letter. */
function changedSince(
	{ content }: NoticeRow,
	today: Decision,
	{ name, address }: { name: string; address: string }
): 'amount_changed' | 'address_changed' | null {
	if (!content) return 'amount_changed';
	const said = fromJson<NoticeContent>(content);
	if (sumsOf(said) !== sumsOf(today) || overtakenItems(said.items, today.items).length)
		return 'amount_changed';
	const isThere = said.customerName === name && (said.customerAddress ?? address) === address;
	return isThere ? null : 'address_changed';
}

const sumsOf = (asked: Parameters<typeof askedIn>[0]): string =>
	askedIn(asked)
		.map(({ minor, currency }) => `${minor} ${currency}`)
		.sort()
		.join();

async function setAside(
	unit: Unit<SystemScope>,
	{ id, customerId }: NoticeRow,
	reasons: string[]
): Promise<NoticeVerdict> {
	await endUnsaid(unit, id, { from: ['planned', 'to_confirm', 'failed'], reasons });
	await record(unit, 'notice.cancelled', { kind: 'notice', id, customerId }, { reasons });
	return { send: false, reasons };
}

/** The instant from which it cannot be called back; what it says was fixed when it was written. */
const noteClaim = (unit: Unit<SystemScope>, { id, content }: NoticeRow) =>
	unit.tx
		.update(notice)
		.set({ content: { ...content, claimedAt: unit.now.toISOString() } })
		.where(ofNotice(unit, id));
