import type { AuditKind } from '$lib/domain/audit/kinds';
import { actorOf, type Scope } from '../auth/scope';
import { chunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { freshId } from '../db/fresh-id';
import { jsonText } from '../db/json-text';
import { insertMany } from '../db/many-rows';
import { auditEvent } from '../db/schema/audit';

export interface AuditSubject {
	kind: AuditKind;
	id: string;
	customerId?: string | null;
}

export interface AuditEntry {
	action: string;
	subject: AuditSubject;
	data?: Record<string, unknown>;
}

/** Writes who did what, in the same transaction as the change. `data` holds ids, amounts and codes; never a secret. */
export const record = (
	unit: Unit<Scope>,
	action: string,
	subject: AuditSubject,
	data: Record<string, unknown> = {}
): Promise<void> => recordAll(unit, [{ action, subject, data }]);

/** Many at once, for what the engine does to many customers. */
export async function recordAll(unit: Unit<Scope>, entries: readonly AuditEntry[]): Promise<void> {
	for (const part of chunks(entries))
		await unit.tx.execute(insertMany(auditEvent, part.map(rowOf), sharedOf(unit)));
}

function sharedOf({ scope, now }: Unit<Scope>) {
	const actor = actorOf(scope);
	return {
		organisationId: scope.organisationId,
		at: now,
		actorKind: actor.kind,
		actorId: actor.id,
		actorName: actor.name
	};
}

const rowOf = ({ action, subject, data = {} }: AuditEntry) => ({
	id: freshId(),
	action,
	subjectKind: subject.kind,
	subjectId: subject.id,
	customerId: subject.customerId ?? null,
	data: jsonText(data)
});
