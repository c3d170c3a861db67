import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { accountMessage } from '../db/schema/account-messages';

/** A colleague has answered it, or done what it asked for. */
export async function handleMessage(
	unit: Unit<DeskScope>,
	messageId: string,
	note: string
): Promise<typeof accountMessage.$inferSelect> {
	const own = and(
		eq(accountMessage.organisationId, unit.scope.organisationId),
		eq(accountMessage.id, messageId)
	);
	const [row] = await unit.tx.select().from(accountMessage).where(own);
	if (!row) throw new AppError('not_found');
	const { rowCount } = await unit.tx
		.update(accountMessage)
		.set({ handledAt: unit.now, handledBy: actorOf(unit.scope).name, handledNote: note })
		.where(and(own, isNull(accountMessage.handledAt)));
	if (!rowCount) throw new AppError('conflict');
	await record(
		unit,
		'customer.message_handled',
		{ kind: 'customer', id: row.customerId, customerId: row.customerId },
		{ messageId, note }
	);
	return row;
}
