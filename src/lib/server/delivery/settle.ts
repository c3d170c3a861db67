import { and, eq, inArray } from 'drizzle-orm';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';
import { begin, tellNeverTried } from './begin';
import type { Claim } from './claim';
import type { Group } from './claim-group';
import { crashAt } from './crash-points';
import { GAVE_UP, outcomeOf, type Attempt, type Outcome } from './outcome';
import { endDevices } from './push/end-devices';
import { reportDelivery } from './report-delivery';
import { TOLD, tellOutcome, type ToldRow } from './tell-outcome';
import { witnessDueAt } from './witness/settings';

/** Writes down what became of an attempt. */
export const settleDelivery = (scope: SystemScope, claim: Claim, attempt: Attempt): Promise<void> =>
	unitOfWork(scope, async (unit) => {
		await settle(unit, claim, attempt);
		crashAt('before_commit');
	});

/** And begins the next one of its group with it: a connection has one mail in doubt at most. @returns whether it did */
export const settleAndBegin = (
	scope: SystemScope,
	{ claim, attempt }: { claim: Claim; attempt: Attempt },
	{ next, group }: { next: Claim; group: Group }
): Promise<boolean> =>
	unitOfWork(scope, async (unit) => {
		await settle(unit, claim, attempt);
		const isBegun = await begin(unit, next, group);
		crashAt('before_commit');
		return isBegun;
	});

/** An answer that comes after the lease still tells more than no answer. */
async function settle(unit: Unit<SystemScope>, claim: Claim, attempt: Attempt): Promise<void> {
	const triedMinutes = (unit.now.getTime() - claim.triedSince.getTime()) / 60_000;
	const outcome = outcomeOf(attempt, claim.attempts, triedMinutes);
	const row = await write(unit, claim, changesBy(unit, claim, attempt, outcome));
	if (!row) return;
	await tellOutcome(unit, row, outcome.status);
	if (attempt.kind === 'unreachable') await tellNeverTried(unit, [row]);
	if (attempt.kind === 'refused' && attempt.permanent && attempt.ofRecipient)
		await bounce(unit, row, claim);
	if (attempt.kind === 'refused' && attempt.gone && claim.message.way === 'push')
		await endDevices(unit, [claim.message.content.deviceId]);
}

async function write(
	unit: Unit<SystemScope>,
	{ id, attempts }: Claim,
	changes: ReturnType<typeof changesBy>
): Promise<ToldRow | undefined> {
	const its = and(
		eq(delivery.organisationId, unit.scope.organisationId),
		eq(delivery.id, id),
		eq(delivery.attempts, attempts),
		inArray(delivery.status, ['claimed', 'unknown'])
	);
	const [row] = await unit.tx.update(delivery).set(changes).where(its).returning(TOLD);
	return row;
}

const changesBy = (
	{ now }: Unit<SystemScope>,
	{ attempts }: Claim,
	attempt: Attempt,
	outcome: Outcome
) => ({
	status: outcome.status,
	response: wordsOf(outcome, attempt),
	leaseUntil: null,
	// Nobody answered: it has not been tried.
	...(attempt.kind === 'unreachable' && { attempts: attempts - 1 }),
	...(outcome.status === 'sent' && { sentAt: now }),
	...(outcome.status === 'unknown' && { nextAttemptAt: witnessDueAt(now) }),
	...(outcome.status === 'retry' && {
		nextAttemptAt: new Date(now.getTime() + outcome.inMinutes * 60_000)
	})
});

const wordsOf = (outcome: Outcome, { response }: Attempt): string =>
	outcome.status === 'failed' && outcome.gaveUp ? GAVE_UP + response : response;

/** Refused before it left, for good: whoever is written to there cannot be. */
const bounce = (
	unit: Unit<SystemScope>,
	row: ToldRow,
	{ triedSince, attempts }: Claim
): Promise<boolean> =>
	reportDelivery(unit, row, {
		kind: 'refused',
		// Attempts count anew once a person let it leave again.
		eventKey: `server:${row.id}:${triedSince.getTime()}:${attempts}`,
		detail: row.response ?? ''
	});
