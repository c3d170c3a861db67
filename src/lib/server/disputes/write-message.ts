import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { actorOf, addressOf, type Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { message } from '../db/schema/messages';
import type { DisputeRow } from './lock-dispute';
import { authorKindOf } from './transition-dispute';

interface NewMessage {
	audience: 'customer' | 'internal';
	body: string;
	/** An answer of the customer is waited for. */
	asks?: boolean;
	idempotencyKey: string;
}

/** A line of the conversation; the same key writes it once. */
export async function writeMessage(
	unit: Unit<Scope>,
	about: Pick<DisputeRow, 'id' | 'customerId'>,
	{ audience, body, asks = false, idempotencyKey }: NewMessage
): Promise<{ messageId: string; isNew: boolean }> {
	const earlier = await messageWithKey(unit, about.id, idempotencyKey);
	if (earlier) return { messageId: earlier, isNew: false };
	const messageId = uuidv7();
	await unit.tx.insert(message).values({
		organisationId: unit.scope.organisationId,
		id: messageId,
		customerId: about.customerId,
		disputeId: about.id,
		audience,
		authorKind: authorKindOf(unit.scope),
		authorName: actorOf(unit.scope).name,
		authorEmail: addressOf(unit.scope),
		body,
		asks,
		at: unit.now,
		idempotencyKey
	});
	return { messageId, isNew: true };
}

async function messageWithKey(
	unit: Unit<Scope>,
	disputeId: string,
	key: string
): Promise<string | null> {
	const [row] = await unit.tx
		.select({ id: message.id })
		.from(message)
		.where(
			and(
				eq(message.organisationId, unit.scope.organisationId),
				eq(message.disputeId, disputeId),
				eq(message.idempotencyKey, key)
			)
		);
	return row?.id ?? null;
}
