import { uuidv7 } from 'uuidv7';
import type { KeptPart } from '$lib/domain/credits/part';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { creditRequest } from '../db/schema/credits';

export interface NewCredit {
	customerId: string;
	disputeId: string;
	resolutionId: string;
	amountMinor: bigint;
	currency: string;
	reasonCode: string;
	why: string;
	parts: KeptPart[];
	askedByName: string;
}

/** What a decision gives is asked of the accounting system, once. */
export async function requestCredit(unit: Unit<InsideScope>, credit: NewCredit): Promise<void> {
	const [added] = await unit.tx
		.insert(creditRequest)
		.values({
			organisationId: unit.scope.organisationId,
			id: uuidv7(),
			...credit,
			askedAt: unit.now
		})
		.onConflictDoNothing()
		.returning({ id: creditRequest.id });
	if (!added) return;
	const { customerId, disputeId, amountMinor } = credit;
	await record(
		unit,
		'dispute.credit_requested',
		{ kind: 'dispute', id: disputeId, customerId },
		{ requestId: added.id, amountMinor }
	);
}
