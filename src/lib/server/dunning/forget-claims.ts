import { and, eq, sql } from 'drizzle-orm';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { notice } from '../db/schema/notices';

/** They were taken to be sent and nothing of them left: until they are taken again, what they say may change. */
export async function forgetClaims(
	unit: Unit<SystemScope>,
	noticeIds: readonly string[]
): Promise<void> {
	await unit.tx
		.update(notice)
		.set({ content: sql`(${notice.content}::jsonb - 'claimedAt')::json` })
		.where(
			and(
				eq(notice.organisationId, unit.scope.organisationId),
				eq(notice.status, 'planned'),
				oneOf(notice.id, noticeIds)
			)
		);
}
