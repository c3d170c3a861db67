import { whyOneByOne } from '$lib/domain/disputes/sign-many';
import type { Money } from '$lib/domain/money';
import { attachmentsOf, shownFile } from '../attachments/queries';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { waitingForApproval } from './approvals-shown';
import { caseOf } from './case-queries';
import { leftToDecide } from './left-to-decide';
import { requestsOf } from './requests-of-mine';
import { signManyLimitOf } from './sign-many';
import { versionRead, wordsSince } from './words-since';

/** Each is read with all that is needed to sign it. */
const MOST = 25;

/** What waits for the signature of this colleague, the oldest first, with what he has to know to give it. */
export async function approvalsOfMine(unit: Unit<DeskScope>) {
	const { toSign } = await requestsOf(unit, unit.scope.user.id);
	const oldest = toSign.toReversed().slice(0, MOST);
	const limit = await signManyLimitOf(unit);
	const rows = [];
	for (const disputeId of oldest) rows.push(...(await shownOf(unit, disputeId, limit)));
	return { rows, total: toSign.length, limit };
}

async function shownOf(unit: Unit<DeskScope>, disputeId: string, limit: Money) {
	const about = await caseOf(unit, disputeId);
	const left = await leftToDecide(unit, about);
	const request = await waitingForApproval(unit, left);
	if (!request) return [];
	const { dispute, customer, reason, items } = about;
	const since = await wordsSince(unit, disputeId, request.askedAt);
	return [
		{
			/** Why it is not signed together with others; null: it may be. */
			alone: whyOneByOne({
				...{ amount: request.amount, limit, isSpoken: since.length > 0 },
				isCustomerAsked: request.askedCustomer !== null,
				isReduced: request.amount.minor < request.asked.minor
			}),
			...{ disputeId, reference: dispute.reference, customer, request },
			version: await versionRead(unit, disputeId),
			/** Of the customer or whoever was asked: nobody signs over words he has not read. */
			since,
			reason: reason.labels,
			claimed: left.claimed,
			explanation: dispute.explanation,
			invoices: [...new Set(items.map(({ number }) => number))],
			files: (await attachmentsOf(unit, disputeId, 'all')).map(shownFile)
		}
	];
}
