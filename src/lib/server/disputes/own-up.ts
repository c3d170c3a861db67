import { and, eq } from 'drizzle-orm';
import { isWorkingDay, type LocalDate } from '$lib/domain/calendar';
import { missedToTell } from '$lib/domain/disputes/missed-day';
import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { log } from '../log';
import { workingCalendarOf } from '../settings/queries';
import { caseOf } from './case-queries';
import { deadlineFactsOf, perhapsMissed } from './deadline-facts';
import { lockDispute } from './lock-dispute';
import { tellFollowers, updateOf } from './tell-followers';

/** A day we promised and did not keep is said by ourselves, to everybody who follows the case: once. */
export async function ownUp(scope: SystemScope): Promise<void> {
	for (const disputeId of await unitOfWork(scope, casesToday))
		await unitOfWork(scope, (unit) => ownUpTo(unit, disputeId)).catch((error: unknown) =>
			log('error', 'missed_day.not_told', { disputeId, error })
		);
}

async function casesToday(unit: Unit<SystemScope>): Promise<string[]> {
	if (!isWorkingDay(unit.today, await workingCalendarOf(unit))) return [];
	const facts = await perhapsMissed(unit);
	return [...facts].flatMap(([id, { missedToldOf, ...of }]) =>
		missedToTell(of, missedToldOf) ? [id] : []
	);
}

async function ownUpTo(unit: Unit<SystemScope>, disputeId: string): Promise<void> {
	await lockDispute(unit, disputeId);
	// Read again behind the lock: it may have been decided, or another day was given.
	const { missedToldOf, ...facts } = await deadlineFactsOf(unit, disputeId);
	const missed = missedToTell(facts, missedToldOf);
	if (!missed) return;
	const about = await caseOf(unit, disputeId);
	await markTold(unit, disputeId, missed);
	const told = await updateOf(unit, about, 'missed', {
		...{ missedOn: missed.on, message: missed.what }
	});
	await tellFollowers(unit, about, told, { onceKey: `dispute-missed:${disputeId}:${missed.on}` });
	await record(
		unit,
		'dispute.missed_day_told',
		{ kind: 'dispute', id: disputeId, customerId: about.customer.id },
		{ missedOn: missed.on }
	);
}

const markTold = (unit: Unit<SystemScope>, disputeId: string, { on }: { on: LocalDate }) =>
	unit.tx
		.update(dispute)
		.set({ missedToldOf: on })
		.where(and(eq(dispute.organisationId, unit.scope.organisationId), eq(dispute.id, disputeId)));
