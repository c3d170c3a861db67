import { isActive } from '$lib/domain/disputes/lifecycle';
import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { eachCase, type ChosenCases, type ManyDone } from '../disputes/each-case';
import { caseNow } from './case-now';
import { dayOf, putRowOff, type Until } from './put-row-off';

/**
 * Puts a case off for whoever looks, in his day already or not yet: anything new about it brings it back before.
 * @throws not_found, date_invalid, postpone_over
 */
export async function postponeCase(
	unit: Unit<DeskScope>,
	{ disputeId, ...until }: Until & { disputeId: string }
): Promise<void> {
	const [found] = await caseNow(unit, [disputeId]);
	if (!found) throw new AppError('not_found');
	if (!isActive(found.status)) throw new AppError('postpone_over');
	await putRowOff(unit, found.row, until);
}

/** @throws bulk_none, bulk_too_many, date_invalid: a day that is none is so for each of them */
export async function postponeCases(
	scope: DeskScope,
	{ untilOn, reason, ...chosen }: Until & ChosenCases
): Promise<ManyDone> {
	await unitOfWork(scope, async ({ today }) => dayOf({ untilOn, reason }, today));
	return eachCase(scope, chosen, (unit, disputeId) =>
		postponeCase(unit, { disputeId, untilOn, reason })
	);
}
