import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { mayTakeStep, type DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute, disputeTransition } from '../db/schema/disputes';
import { isDispute, lockDispute, type DisputeRow } from './lock-dispute';

export interface Transition {
	id: string;
	from: DisputeStatus;
}

interface Said {
	note?: string;
	/** The day a mail came that ends the wait for its customer, and is read now. */
	heardOn?: LocalDate | null;
}

/**
 * The only way a case changes its status: the new status, who did it and the audit row go together.
 * Called by move-case.ts, which tells it to those who follow the case.
 */
export async function transitionDispute(
	unit: Unit<Scope>,
	disputeId: string,
	to: DisputeStatus,
	{ note = '', heardOn = null }: Said = {}
): Promise<Transition> {
	const before = await lockDispute(unit, disputeId);
	if (!mayTakeStep({ status: before.status, isMerged: before.mergedAt !== null }, to))
		throw new AppError('transition_not_allowed', { from: before.status, to });
	await unit.tx.update(dispute).set({ status: to }).where(isDispute(unit, disputeId));
	const id = await addTransition(unit, before, to, { note, heardOn });
	await record(
		unit,
		'dispute.moved',
		{ kind: 'dispute', id: disputeId, customerId: before.customerId },
		{ from: before.status, to, note }
	);
	return { id, from: before.status };
}

async function addTransition(
	unit: Unit<Scope>,
	before: DisputeRow,
	to: DisputeStatus,
	{ note, heardOn }: Required<Said>
): Promise<string> {
	const id = uuidv7();
	await unit.tx.insert(disputeTransition).values({
		organisationId: before.organisationId,
		id,
		customerId: before.customerId,
		disputeId: before.id,
		fromStatus: before.status,
		toStatus: to,
		at: unit.now,
		on: unit.today,
		byKind: authorKindOf(unit.scope),
		byName: actorOf(unit.scope).name,
		...{ note, heardOn }
	});
	return id;
}

/** How the case names who acted. */
export const authorKindOf = (scope: Scope): 'customer' | 'staff' | 'resolver' | 'system' => {
	const { kind } = actorOf(scope);
	return kind === 'user' ? 'staff' : kind;
};
