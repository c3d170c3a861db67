import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import { changeReason } from './change-reason';
import { eachCase, type ChosenCases, type ManyDone } from './each-case';

/** One reason for many cases, and why, which stands beside each; those that have it already say so. */
export const changeReasons = (
	scope: DeskScope,
	{ reasonCode, note, ...chosen }: ChosenCases & { reasonCode: string; note: string }
): Promise<ManyDone> =>
	eachCase(scope, chosen, async (unit, disputeId) => {
		const isChanged = await changeReason(unit, { disputeId, reasonCode, note });
		if (!isChanged) throw new AppError('reason_same');
	});
