import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { assignDispute } from './assign-dispute';
import { eachCase, type ChosenCases, type ManyDone } from './each-case';
import { lockDispute } from './lock-dispute';
import { currentAssignment } from './queries';

export interface AssignMany extends ChosenCases {
	userId: string;
	question: string;
}

/** Whoever is asked already is not asked again, so that a page sent twice mails nobody twice. */
export const assignMany = (
	scope: DeskScope,
	{ userId, question, ...chosen }: AssignMany
): Promise<ManyDone> =>
	eachCase(scope, chosen, async (unit, disputeId) => {
		// Held before it is asked: the same page sent twice at once comes here twice.
		await lockDispute(unit, disputeId);
		await refuseAsked(unit, disputeId, userId);
		await assignDispute(unit, {
			// Of many no question is shown that could be taken out: without words each keeps its own.
			...{ disputeId, userId, question: question || undefined },
			...{ resolverName: '', resolverEmail: '' }
		});
	});

async function refuseAsked(
	unit: Unit<DeskScope>,
	disputeId: string,
	userId: string
): Promise<void> {
	const now = await currentAssignment(unit, disputeId);
	if (now?.userId === userId) throw new AppError('already_asked', { name: now.resolverName });
}
