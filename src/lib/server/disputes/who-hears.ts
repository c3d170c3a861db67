import { and, eq, exists, inArray, not, or, sql, type SQL } from 'drizzle-orm';
import { ENDED_STATUSES, isDecidedOrOver } from '$lib/domain/disputes/lifecycle';
import { fallbackOf } from '$lib/domain/disputes/routing';
import { presenceToday, type Presences } from '../absences/presence';
import type { DeskScope } from '../auth/scope';
import { lookedAfterBy } from '../customers/officer';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { queueCase } from '../db/schema/queue-cases';
import { resolution } from '../db/schema/resolutions';
import { usersOnce } from '../settings/queries';
import type { DisputeRow } from './lock-dispute';

/** Who can hear a customer today. */
export interface Hearing {
	presences: Presences;
	/** Who works here and is there, or has somebody who stands in. */
	there: readonly string[];
	/** Who keeps what is nobody's. */
	keepers: readonly string[];
}

export async function hearingToday(unit: Unit<DeskScope>): Promise<Hearing> {
	const presences = await presenceToday(unit);
	const users = await usersOnce(unit);
	const there = users.filter(({ id }) => presences.answering(id));
	const keeperId = fallbackOf(there) ?? fallbackOf(users);
	return { presences, there: there.map(({ id }) => id), keepers: keeperId ? [keeperId] : [] };
}

/**
 * Of a row of the queue: its words are for one of these. Whoever looks after the case or decided it hears them; where none
 * of them is there, whoever looks after the customer; else whoever keeps the rest.
 */
export function isHeardBy(
	unit: Unit<DeskScope>,
	{ there, keepers }: Pick<Hearing, 'there' | 'keepers'>,
	ids: readonly string[]
): SQL | undefined {
	const officerIn = (some: readonly string[]) =>
		exists(lookedAfterBy(unit, queueCase.customerId, some));
	const isKept = keepers.some((id) => ids.includes(id)) ? not(officerIn(there)) : undefined;
	return or(
		isOf(unit, ids),
		and(not(isOf(unit, there)!), or(officerIn(ids), ...(isKept ? [isKept] : [])))
	);
}

const isOf = (unit: Unit<DeskScope>, ids: readonly string[]) =>
	or(
		sql`coalesce(${among(queueCase.collectorId, ids)}, false)`,
		and(inArray(queueCase.status, ENDED_STATUSES), exists(decidedBy(unit, ids)))
	);

const decidedBy = ({ tx, scope }: Unit<DeskScope>, ids: readonly string[]) =>
	tx
		.select({ one: sql`1` })
		.from(resolution)
		.where(
			and(
				eq(resolution.organisationId, scope.organisationId),
				eq(resolution.disputeId, queueCase.id),
				among(resolution.decidedById, ids)
			)
		);

/** The same of one case: those who are there today, each once. */
export async function hearersOf(
	unit: Unit<DeskScope>,
	dispute: Pick<DisputeRow, 'id' | 'status' | 'customerId' | 'collectorId'>
): Promise<{ id: string; name: string }[]> {
	const { presences, keepers } = await hearingToday(unit);
	const named = (ids: readonly (string | null)[]) => {
		const there = ids.flatMap((id) => (id && presences.answering(id)) || []);
		return [...new Map(there.map(({ id, name }) => [id, { id, name }])).values()];
	};
	const own = named([dispute.collectorId, ...(await decidersOf(unit, dispute))]);
	if (own.length > 0) return own;
	const { collectorId } = await customerById(unit, dispute.customerId);
	const his = named([collectorId]);
	return his.length > 0 ? his : named(keepers);
}

async function decidersOf(
	{ tx, scope }: Unit<DeskScope>,
	{ id, status }: Pick<DisputeRow, 'id' | 'status'>
): Promise<string[]> {
	if (!isDecidedOrOver(status)) return [];
	const rows = await tx
		.select({ id: resolution.decidedById })
		.from(resolution)
		.where(and(eq(resolution.organisationId, scope.organisationId), eq(resolution.disputeId, id)));
	return rows.flatMap((row) => row.id ?? []);
}
