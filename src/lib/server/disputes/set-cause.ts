import { eq, and } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { parseLocalDate, type LocalDate } from '$lib/domain/calendar';
import { causeRefusal, type CauseInput } from '$lib/domain/disputes/causes';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { rootCause } from '../db/schema/causes';
import { usersOnce } from '../settings/queries';
import { refuseUnknownTeam } from '../settings/teams/refuse-unknown-team';
import { caseOf } from './case-queries';
import { actionOf, isOpenAction } from './cause-actions';
import { closeWhenPosted } from './close-when-posted';
import { causeOf, type CauseRow } from './cause-queries';
import { lockDispute } from './lock-dispute';
import { tellCauseOwner } from './tell-cause-owner';

/**
 * Written and changed as often as more is known; each time is on record. A case that only waited for it, its credit
 * note being posted, closes.
 * @param seen when it was set as it was shown; '' where nobody had named it. Somebody else wrote since: conflict
 * @throws not_found, conflict, cause_not_now, cause_action_required, task_needs_owner, task_needs_day, date_invalid,
 * task_day_over, task_owner_required
 */
export async function setCause(
	unit: Unit<DeskScope>,
	{ disputeId, seen, ...wanted }: CauseInput & { disputeId: string; seen?: string }
): Promise<{ isClosed: boolean }> {
	const { status, customerId } = await lockDispute(unit, disputeId);
	const refusal = causeRefusal(status, wanted);
	if (refusal)
		throw new AppError(refusal, {}, refusal === 'cause_not_now' ? undefined : 'causeAction');
	const before = await causeOf(unit, disputeId);
	const said = {
		...{ stage: wanted.stage, action: wanted.action, dueOn: dayIn(wanted.dueOn) },
		...(await ownerIn(unit, wanted, before))
	};
	if (!wanted.isDone) refuseUnowned(said);
	if (!wanted.isDone && said.dueOn !== before?.dueOn) refuseDayOver(unit, said);
	if (before && isSame(saidBy(before), { ...said, isDone: wanted.isDone }))
		return { isClosed: false };
	if (seen !== undefined && seen !== (before?.setAt.toISOString() ?? ''))
		throw new AppError('conflict');
	const row = { ...said, ...doneIn(unit, before, wanted.isDone), ...by(unit) };
	if (before) await unit.tx.update(rootCause).set(row).where(isOne(unit, before.id));
	else {
		const { organisationId } = unit.scope;
		await unit.tx
			.insert(rootCause)
			.values({ organisationId, id: uuidv7(), customerId, disputeId, ...row });
	}
	const subject = { kind: 'dispute', id: disputeId, customerId } as const;
	const after = { ...said, isDone: wanted.isDone };
	await record(unit, 'dispute.cause_set', subject, { before: saidBy(before), after });
	await tellOwnerOf(unit, disputeId);
	return { isClosed: before ? false : await closeWhenPosted(unit, disputeId) };
}

async function tellOwnerOf(unit: Unit<DeskScope>, disputeId: string): Promise<void> {
	const row = await causeOf(unit, disputeId);
	if (row && isOpenAction(row))
		await tellCauseOwner(unit, await caseOf(unit, disputeId), actionOf(row));
}

const isOne = ({ scope }: Unit<DeskScope>, id: string) =>
	and(eq(rootCause.organisationId, scope.organisationId), eq(rootCause.id, id));

const by = ({ now, scope }: Unit<DeskScope>) => ({ setAt: now, setByName: scope.user.name });

const saidBy = (row: CauseRow | null) =>
	row && {
		...{ stage: row.stage, action: row.action, dueOn: row.dueOn },
		...{ ownerId: row.ownerId, ownerTeam: row.ownerTeam, isDone: row.doneAt !== null }
	};

const isSame = (before: object | null, after: object): boolean =>
	Object.entries(after).every(([name, value]) => before?.[name as keyof typeof before] === value);

/** Done stays done on the day it was: what came after it is counted from there. */
function doneIn({ now, scope }: Unit<DeskScope>, before: CauseRow | null, isDone: boolean) {
	if (!isDone) return { doneAt: null, doneByName: '' };
	return before?.doneAt
		? { doneAt: before.doneAt, doneByName: before.doneByName }
		: { doneAt: now, doneByName: scope.user.name };
}

type Said = Pick<CauseRow, 'action' | 'ownerId' | 'ownerTeam' | 'dueOn'>;

/** What nobody is to do by any day is done by nobody: as of a task, both at once. */
function refuseUnowned({ action: task, ownerId, ownerTeam, dueOn }: Said): void {
	if (!task) return;
	const [first, ...others] = [
		...(ownerId || ownerTeam ? [] : [new AppError('task_needs_owner', { task }, 'causeOwner')]),
		...(dueOn ? [] : [new AppError('task_needs_day', { task }, 'causeDue')])
	];
	if (first) throw new AppError(first.code, first.details, first.field, others);
}

/** A day that was given before and has gone by stays as it is. */
function refuseDayOver(
	{ today }: Unit<DeskScope>,
	{ action, dueOn }: { action: string; dueOn: LocalDate | null }
): void {
	if (dueOn && dueOn < today) throw new AppError('task_day_over', { task: action }, 'causeDue');
}

function dayIn(text: string): LocalDate | null {
	const day = parseLocalDate(text);
	if (text && !day) throw new AppError('date_invalid', {}, 'causeDue');
	return day;
}

async function ownerIn(
	unit: Unit<DeskScope>,
	{ ownerId, ownerTeam }: CauseInput,
	before: CauseRow | null
) {
	if (ownerId && ownerTeam) throw new AppError('task_owner_required', {}, 'causeOwner');
	if (ownerId && !(await usersOnce(unit)).some(({ id }) => id === ownerId))
		throw new AppError('not_found', {}, 'causeOwner');
	await refuseUnknownTeam(unit, ownerTeam, { field: 'causeOwner', kept: before?.ownerTeam });
	return { ownerId: ownerId ?? null, ownerTeam: ownerTeam ?? null };
}
