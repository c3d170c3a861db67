import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';
import { confirmLeft, isKnownToHaveLeft } from './confirm-left';
import { tellNotice } from './notice-hook';
import type { Outcome } from './outcome';

export type ToldRow = Pick<typeof delivery.$inferSelect, keyof typeof TOLD>;

/** What the outcome is told with: the letter itself does not travel back. */
export const TOLD = {
	id: delivery.id,
	noticeId: delivery.noticeId,
	customerId: delivery.customerId,
	mail: delivery.mail,
	attempts: delivery.attempts,
	toEmail: delivery.toEmail,
	response: delivery.response,
	channel: delivery.channel
};

/** To whoever planned it, and to the audit. */
export async function tellOutcome(
	unit: Unit<SystemScope>,
	row: ToldRow,
	status: Outcome['status']
): Promise<void> {
	if (status !== 'retry') await close(unit, row, status);
	// A provider may tell what became of it before he answers, whatever he answers then.
	if (status !== 'sent' && (await isKnownToHaveLeft(unit, row))) await confirmLeft(unit, row);
}

async function close(
	unit: Unit<SystemScope>,
	row: ToldRow,
	status: 'sent' | 'failed' | 'unknown' | 'cancelled'
): Promise<void> {
	await tellNotice(unit, row.noticeId, status, row.channel);
	await record(
		unit,
		`delivery.${status}`,
		{ kind: 'delivery', id: row.id, customerId: row.customerId },
		{ mail: row.mail, attempts: row.attempts }
	);
}
