import { and, eq } from 'drizzle-orm';
import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';
import { tellNotice, type NoticeVerdict } from './notice-hook';
import type { Delivery } from './queries';

/** It left before the database was restored: told as sent, and not sent. */
export async function remember(
	unit: Unit<SystemScope>,
	row: Delivery,
	sentAt: Date
): Promise<null> {
	await unit.tx
		.update(delivery)
		.set({ status: 'sent', sentAt, response: 'restored' })
		.where(ours(unit, row.id));
	await tellNotice(unit, row.noticeId, 'sent');
	const subject = { kind: 'delivery', id: row.id, customerId: row.customerId } as const;
	await record(unit, 'delivery.remembered', subject, { mail: row.mail, sentAt });
	return null;
}

/** Paid, disputed or held since it was planned; or simply not now. The notice itself was closed by whoever said so. */
export async function stop(
	unit: Unit<SystemScope>,
	row: Delivery,
	{ reasons, postpone }: Extract<NoticeVerdict, { send: false }>
): Promise<null> {
	const response = reasons.join(', ');
	if (postpone) {
		await unit.tx
			.update(delivery)
			.set({ nextAttemptAt: postpone, response })
			.where(ours(unit, row.id));
		return null;
	}
	await unit.tx.update(delivery).set({ status: 'cancelled', response }).where(ours(unit, row.id));
	const subject = { kind: 'delivery', id: row.id, customerId: row.customerId } as const;
	await record(unit, 'delivery.cancelled', subject, { mail: row.mail, reasons });
	return null;
}

const ours = (unit: Unit<SystemScope>, id: string) =>
	and(eq(delivery.organisationId, unit.scope.organisationId), eq(delivery.id, id));
