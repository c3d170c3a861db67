import { askedIn } from '$lib/domain/dunning/decision';
import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import type { NoticeVerdict } from '../delivery/notice-hook';
import { fromJson } from './decision-json';
import { SKIPPED } from './history';
import { ofNotice, type SecondLook } from './look-again';
import { mailFactsOf, type NoticeContent } from './notice-content';
import { nextWindow } from './next-window';
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
		return { send: false, reasons: [], postpone: nextWindow(unit, planned.customer.facts) };
	if (verdict.kind === 'wrong') return setAside(unit, row, verdict.reasons);
	if (!saysTheSame(row, planned.decision)) return setAside(unit, row, ['amount_changed']);
	const { name, content: pdf } = await readLetter(unit, row.id);
	const { name: customer, address } = await customerById(unit, row.customerId);
	return {
		send: true,
		facts: mailFactsOf(planned.customer, planned.decision, unit.today),
		posted: {
			channel: row.channel === 'registered_letter' ? 'registered_letter' : 'letter',
			name: customer,
			address,
			reference: name.replace(/\.pdf$/, ''),
			pdf
		}
	};
}

const saysTheSame = ({ content }: NoticeRow, decision: Parameters<typeof askedIn>[0]): boolean =>
	content !== null && sumsOf(fromJson<NoticeContent>(content)) === sumsOf(decision);

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
	await unit.tx
		.update(notice)
		.set({
			status: 'cancelled',
			reasons: [...reasons, SKIPPED],
			closedAt: unit.now,
			closedOn: unit.today
		})
		.where(ofNotice(unit, id));
	await record(unit, 'notice.cancelled', { kind: 'notice', id, customerId }, { reasons });
	return { send: false, reasons };
}
