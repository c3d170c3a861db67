import { and, eq, inArray } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { auditEvent } from '../db/schema/audit';
import type { AuditSubject } from './record';

/** Which colleague did this, by the id of what he did it to; what others did is left out. */
export async function doneBy(
	{ tx, scope }: Unit<InsideScope>,
	{ kind, action }: { kind: AuditSubject['kind']; action: string },
	ids: readonly string[]
): Promise<ReadonlyMap<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await tx
		.select({ id: auditEvent.subjectId, userId: auditEvent.actorId })
		.from(auditEvent)
		.where(
			and(
				eq(auditEvent.organisationId, scope.organisationId),
				eq(auditEvent.subjectKind, kind),
				inArray(auditEvent.subjectId, [...ids]),
				...[eq(auditEvent.action, action), eq(auditEvent.actorKind, 'user')]
			)
		);
	return new Map(rows.map(({ id, userId }) => [id, userId]));
}
