import { uuidv7 } from 'uuidv7';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { mayTakeStep, type DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute, disputeTransition } from '../db/schema/disputes';
import { answersToRead } from './answers-to-read';
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
	const unreadOn = await unreadDay(unit, before);
	await unit.tx.update(dispute).set({ status: to }).where(isDispute(unit, disputeId));
	const said = { note, heardOn: earlier(heardOn, unreadOn) };
	const id = await addTransition(unit, before, to, said);
	await record(
		unit,
		'dispute.moved',
		{ kind: 'dispute', id: disputeId, customerId: before.customerId },
		{ from: before.status, to, note }
	);
	return { id, from: before.status };
}

/**
 * While its customer was waited for, the day a mail came that may be his answer and that nobody has read: however the wait
 * ends, from then on the time was ours.
 */
async function unreadDay(unit: Unit<Scope>, { id, status }: DisputeRow): Promise<LocalDate | null> {
	if (status !== 'waiting_customer') return null;
	const since = (await answersToRead(unit, [id])).get(id);
	return since ? localDateAt(since, unit.scope.timeZone) : null;
}

const earlier = (one: LocalDate | null, other: LocalDate | null): LocalDate | null =>
	one && other ? (one < other ? one : other) : (one ?? other);

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
