import { sql } from 'drizzle-orm';
import type { DeskScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import type { Presence } from './message';

/** Tells every process who is at a case; nothing of it is kept. */
export const announce = (
	scope: DeskScope,
	disputeId: string,
	state: Presence['state']
): Promise<void> =>
	unitOfWork(scope, async ({ tx }) => {
		const { organisationId, user } = scope;
		const message: Presence = {
			...{ kind: 'presence', organisationId, disputeId, state },
			...{ userId: user.id, name: user.name }
		};
		await tx.execute(sql`select pg_notify('entendu_live', ${JSON.stringify(message)})`);
	});
