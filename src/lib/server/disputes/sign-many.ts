import { whyOneByOne } from '$lib/domain/disputes/sign-many';
import { AppError } from '$lib/domain/errors';
import { money, type Money } from '$lib/domain/money';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisationOf } from '../settings/queries';
import { awaitedRequest } from './approval-requests';
import { askedCustomers } from './asked-customer';
import { eachCase, type ManyDone } from './each-case';
import { refuseWhenChanged } from './lock-dispute';
import { signApproval } from './sign-approval';
import { signedBefore } from './signed-before';
import { wordsSince } from './words-since';

export interface PickedRequest {
	disputeId: string;
	requestId: string;
	/** As it was on the page: whoever ticks it has read that. */
	seen: string;
}

/** Up to how much each of several may be that are signed with one press; 0 = none. */
export async function signManyLimitOf(unit: Unit<DeskScope>): Promise<Money> {
	const { signManyMinor, currency } = await organisationOf(unit);
	return money(signManyMinor, currency);
}

/**
 * Each as if it were signed alone, in a transaction of its own, with its own act, its own audit event, and every refusal of one
 * signature (four eyes, whose turn it is, words he has not read); besides none above the limit of the house, and none about
 * which there is something to read first. What one refuses stops no other.
 * @throws bulk_none
 */
export function signMany(scope: DeskScope, picked: readonly PickedRequest[]): Promise<ManyDone> {
	const byCase = new Map(picked.map((one) => [one.disputeId, one]));
	return eachCase(scope, { disputeIds: [...byCase.keys()] }, async (unit, disputeId) => {
		const signature = { ...byCase.get(disputeId)!, note: '', isReduced: false };
		// A second press is no change by somebody else: it says what the first one did.
		if (await signedBefore(unit, signature)) return;
		await refuseWhenChanged(unit, disputeId, signature.seen);
		await refuseUnread(unit, signature);
		await signApproval(unit, signature);
	});
}

async function refuseUnread(unit: Unit<DeskScope>, picked: PickedRequest): Promise<void> {
	const { row, standing } = await awaitedRequest(unit, picked);
	const why = whyOneByOne({
		amount: money(standing.amountMinor, row.currency),
		limit: await signManyLimitOf(unit),
		isSpoken: (await wordsSince(unit, row.disputeId, row.askedAt)).length > 0,
		isCustomerAsked: (await askedCustomers(unit, [row.disputeId])).has(row.disputeId),
		isReduced: standing.amountMinor < row.amountMinor
	});
	if (why) throw new AppError(why);
}
