import { and, eq, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import type { SystemScope } from '../auth/scope';
import { machineNow } from '../clock';
import { unitOfWork, type Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { delivery } from '../db/schema/delivery';
import { leaseFromNow, type Claim } from './claim';
import type { Group } from './claim-group';
import { heldWhere } from './lock-deliveries';

/**
 * Just before the dialogue with the server: from its commit on nobody but this process may know whether
 * it left. Only of a group: what is claimed alone begins with its claim.
 * @returns whether it is still this process's, and was looked at no longer ago than a moment
 */
export async function begin(
	unit: Unit<SystemScope>,
	{ id, attempts, triedSince }: Claim,
	{ beginUntil }: Pick<Group, 'beginUntil'>
): Promise<boolean> {
	if (machineNow() >= beginUntil) return false;
	const begun = await unit.tx
		.update(delivery)
		.set({ beginUntil: null, leaseUntil: leaseFromNow(), attempts, firstAttemptAt: triedSince })
		.where(
			and(
				eq(delivery.organisationId, unit.scope.organisationId),
				waiting,
				eq(delivery.id, id),
				eq(delivery.beginUntil, beginUntil)
			)
		)
		.returning({ id: delivery.id });
	return begun.length > 0;
}

/** This process does not send them after all: they are looked at again, by whoever comes first. */
export async function giveBack(
	scope: SystemScope,
	ids: readonly string[],
	{ beginUntil }: Pick<Group, 'beginUntil'>
): Promise<void> {
	if (ids.length === 0) return;
	await unitOfWork(scope, (unit) =>
		unit.tx
			.update(delivery)
			.set(AS_BEFORE)
			.where(heldWhere(unit, waiting, oneOf(delivery.id, ids), eq(delivery.beginUntil, beginUntil)))
	);
}

/** Claimed, and not begun in time: its process died, and certainly nothing of them left. */
export const giveBackLost = (unit: Unit<SystemScope>) =>
	unit.tx
		.update(delivery)
		.set(AS_BEFORE)
		.where(heldWhere(unit, waiting, lt(delivery.beginUntil, machineNow())));

/** Not tried: it waits as it did before. */
const AS_BEFORE = {
	status: sql`case when ${delivery.attempts} > 0 then 'retry' else 'planned' end`,
	leaseUntil: null,
	beginUntil: null
};

const waiting = and(inArray(delivery.status, ['claimed']), isNotNull(delivery.beginUntil));
