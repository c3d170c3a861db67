import { groupBy } from '$lib/domain/group-by';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { redactionsHash, type Break } from '$lib/domain/audit/chain';
import type { SystemScope } from '../auth/scope';
import { inChunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { auditEvent, auditRedaction } from '../db/schema/audit';
import { sha256 } from './digest';

/** What these events hash to since a name was taken out of them: the last time counts. */
export async function redactedAmong(
	{ tx, scope }: Unit<SystemScope>,
	eventIds: readonly string[]
): Promise<ReadonlyMap<string, string>> {
	const rows = await inChunks(eventIds, (part) =>
		tx
			.select({ eventId: auditRedaction.eventId, hash: auditRedaction.hash })
			.from(auditRedaction)
			.where(
				and(
					eq(auditRedaction.organisationId, scope.organisationId),
					inArray(auditRedaction.eventId, part)
				)
			)
			.orderBy(asc(auditRedaction.id))
	);
	return new Map(rows.map(({ eventId, hash }) => [eventId, hash]));
}

/** A changed event that no erasure in the log answers for; null: each is answered for. */
export async function unknownRedaction(unit: Unit<SystemScope>): Promise<Break | null> {
	const all = await unit.tx
		.select()
		.from(auditRedaction)
		.where(eq(auditRedaction.organisationId, unit.scope.organisationId))
		.orderBy(asc(auditRedaction.id));
	const known = await toldHashes(unit);
	for (const [erasureId, rows] of groupBy(all, (row) => row.erasureId))
		if (known.get(erasureId) !== redactionsHash(sha256, rows))
			return { kind: 'redaction_unknown', seq: 0, eventId: rows[0]!.eventId };
	return null;
}

/** What each erasure said it changed, in the event that is sealed like any other. */
async function toldHashes({ tx, scope }: Unit<SystemScope>): Promise<Map<unknown, unknown>> {
	const told = await tx
		.select({ data: auditEvent.data })
		.from(auditEvent)
		.where(
			and(
				eq(auditEvent.organisationId, scope.organisationId),
				eq(auditEvent.action, 'contact.erased')
			)
		);
	return new Map(told.map(({ data }) => [data.erasure, data.redactions]));
}
