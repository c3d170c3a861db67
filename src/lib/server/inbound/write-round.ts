import { uuidv7 } from 'uuidv7';
import type { MailboxFault } from '$lib/domain/inbound/standing';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { inboundRound } from '../db/schema/inbound';

/** How the last look into the mailbox went: a good one says when it was, another what stopped it. */
export async function writeRound(
	{ tx, scope, now }: Unit<SystemScope>,
	fault: MailboxFault | null
): Promise<void> {
	const seen = fault ? { fault } : { fault: '' as const, readAt: now };
	await tx
		.insert(inboundRound)
		.values({ organisationId: scope.organisationId, id: uuidv7(), begunAt: now, ...seen })
		.onConflictDoUpdate({ target: inboundRound.organisationId, set: seen });
}
