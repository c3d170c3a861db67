import { and, eq, inArray, sql } from 'drizzle-orm';
import { record } from '../audit/record';
import { subjectsTold } from '../audit/queries';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';
import { tellNotice } from './notice-hook';
import type { Delivery } from './queries';

type Told = Pick<Delivery, 'id' | 'noticeId' | 'customerId' | 'mail'>;

/**
 * Nobody knew whether it left, or it seemed not to have, or was to leave once more; whoever was asked to
 * send it has it.
 */
export async function confirmLeft(unit: Unit<InsideScope>, row: Told): Promise<void> {
	const settled = await unit.tx
		.update(delivery)
		// An answer that turned us away took the attempt back: it was one after all.
		.set({ status: 'sent', sentAt: unit.now, attempts: sql`greatest(${delivery.attempts}, 1)` })
		.where(
			and(
				eq(delivery.organisationId, unit.scope.organisationId),
				eq(delivery.id, row.id),
				inArray(delivery.status, ['unknown', 'planned', 'retry', 'failed'])
			)
		)
		.returning({ id: delivery.id });
	if (settled.length === 0) return;
	await tellNotice(unit, row.noticeId, 'sent');
	await record(unit, 'delivery.confirmed', subjectOf(row), { mail: row.mail });
}

/** He told so before his own answer came, or instead of it: kept, once, for whoever asks what became of it. */
export async function noteAccepted(unit: Unit<InsideScope>, row: Told): Promise<void> {
	if (!(await isKnownToHaveLeft(unit, row)))
		await record(unit, 'delivery.accepted', subjectOf(row), { mail: row.mail });
}

/** Whether anything that was told of it says that it left. */
export const isKnownToHaveLeft = async (
	unit: Unit<InsideScope>,
	{ id }: Pick<Told, 'id'>
): Promise<boolean> => (await subjectsTold(unit, LEFT, [id])).has(id);

const LEFT = ['delivery.accepted', 'delivery.delivered', 'delivery.bounced'];

const subjectOf = ({ id, customerId }: Told) => ({ kind: 'delivery', id, customerId }) as const;
