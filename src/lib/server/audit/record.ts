import { uuidv7 } from 'uuidv7';
import { actorOf, type Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { auditEvent } from '../db/schema/audit';

export interface AuditSubject {
	kind:
		| 'dispute'
		| 'invoice'
		| 'customer'
		| 'import'
		| 'notice'
		| 'link'
		| 'user'
		| 'organisation'
		| 'delivery'
		| 'run'
		| 'contact'
		| 'credit_note'
		| 'payment';
	id: string;
	customerId?: string | null;
}

/** Writes who did what, in the same transaction as the change. `data` holds ids, amounts and codes; never a secret. */
export async function record(
	unit: Unit<Scope>,
	action: string,
	subject: AuditSubject,
	data: Record<string, unknown> = {}
): Promise<void> {
	const actor = actorOf(unit.scope);
	await unit.tx.insert(auditEvent).values({
		organisationId: unit.scope.organisationId,
		id: uuidv7(),
		at: unit.now,
		actorKind: actor.kind,
		actorId: actor.id,
		actorName: actor.name,
		action,
		subjectKind: subject.kind,
		subjectId: subject.id,
		customerId: subject.customerId ?? null,
		data: JSON.parse(JSON.stringify(data, (_, v) => (typeof v === 'bigint' ? v.toString() : v)))
	});
}
