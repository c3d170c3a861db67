import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { inboundReading, type ReadingDeed } from '../db/schema/inbound';
import { fateOfMail } from './queries';

interface NewReading {
	mailId: string;
	deed: ReadingDeed;
	note?: string;
	disputeId?: string;
}

/** A person read a mail, and what he made of it; from then on it waits for nobody. @throws not_found, conflict when somebody was faster */
export async function writeReading(
	unit: Unit<DeskScope>,
	{ mailId, deed, note = '', disputeId }: NewReading
): Promise<void> {
	const { customerId } = await fateOfMail(unit, mailId);
	const { rowCount } = await unit.tx
		.insert(inboundReading)
		.values({
			organisationId: unit.scope.organisationId,
			...{ id: uuidv7(), mailId, deed, note, at: unit.now, byName: actorOf(unit.scope).name },
			...(disputeId && { disputeId })
		})
		.onConflictDoNothing();
	if (!rowCount) throw new AppError('conflict');
	const subject = { kind: 'mail', id: mailId, customerId } as const;
	await record(unit, `mail.${deed}`, subject, { ...(disputeId && { disputeId }) });
}
