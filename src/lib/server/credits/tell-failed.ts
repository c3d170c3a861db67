import { money } from '$lib/domain/money';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { caseOf } from '../disputes/case-queries';
import { decidersOf } from '../disputes/deciders';
import { tellStaff } from '../disputes/notify-dispute';
import type { CreditRequest } from './queries';

/** Whoever promised the customer this credit hears that it was not made; once for each file it failed in. */
export async function tellFailed(
	unit: Unit<DeskScope>,
	{ id, disputeId, resolutionId, batchId, amountMinor, currency }: CreditRequest,
	why: string
): Promise<void> {
	const people = (await decidersOf(unit, [resolutionId])).get(resolutionId);
	await tellStaff(unit, await caseOf(unit, disputeId), {
		...{ event: 'credit_failed', onceKey: `staff-alert:credit-failed:${id}:${batchId}` },
		...{ text: why, amount: money(amountMinor, currency), to: people?.decidedById },
		knownTo: [unit.scope.user.email]
	});
}
