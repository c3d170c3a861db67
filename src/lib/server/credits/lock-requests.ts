import { and, asc, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { HELD } from '../db/held';
import { creditRequest } from '../db/schema/credits';
import type { CreditRequest } from './queries';
import { isInState } from './state-sql';

/** Held until the transaction ends. Its case is held before it. */
export async function lockRequest(
	unit: Unit<InsideScope>,
	requestId: string
): Promise<CreditRequest> {
	const [row] = await unit.tx
		.select()
		.from(creditRequest)
		.where(and(isOurs(unit), eq(creditRequest.id, requestId)))
		.for(HELD);
	if (!row) throw new AppError('not_found');
	return row;
}

/** All of a case: whoever then settles or holds its invoices has them already. */
export const lockRequestsOf = (
	unit: Unit<InsideScope>,
	disputeId: string
): Promise<CreditRequest[]> =>
	unit.tx
		.select()
		.from(creditRequest)
		.where(and(isOurs(unit), eq(creditRequest.disputeId, disputeId)))
		.orderBy(asc(creditRequest.id))
		.for(HELD);

/** All that are to be exported, the oldest first. */
export const lockWaiting = (unit: Unit<InsideScope>): Promise<CreditRequest[]> =>
	unit.tx
		.select()
		.from(creditRequest)
		.where(and(isOurs(unit), isInState('to_export')))
		.orderBy(asc(creditRequest.id))
		.for(HELD);

const isOurs = (unit: Unit<InsideScope>) =>
	eq(creditRequest.organisationId, unit.scope.organisationId);
