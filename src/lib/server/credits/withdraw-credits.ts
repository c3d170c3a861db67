import { and, eq, isNull } from 'drizzle-orm';
import { recordAll } from '../audit/record';
import { systemScope, type Scope } from '../auth/scope';
import { withScope, type Unit } from '../db/client';
import { creditRequest } from '../db/schema/credits';

/** A case opened again gives nothing for now: what was not posted is not to be posted. A customer may do it, who sees no request. */
export async function withdrawCredits(unit: Unit<Scope>, disputeId: string): Promise<void> {
	const { organisationId, timeZone } = unit.scope;
	const withdrawn = await withScope(
		unit,
		systemScope({ organisationId, timeZone, actor: 'engine' }),
		({ tx, now }) =>
			tx
				.update(creditRequest)
				.set({ withdrawnAt: now })
				.where(
					and(
						eq(creditRequest.organisationId, organisationId),
						eq(creditRequest.disputeId, disputeId),
						isNull(creditRequest.postedAt),
						isNull(creditRequest.withdrawnAt)
					)
				)
				.returning()
	);
	await recordAll(
		unit,
		withdrawn.map(({ id, batchId, amountMinor, customerId }) => ({
			action: 'dispute.credit_withdrawn',
			subject: { kind: 'dispute' as const, id: disputeId, customerId },
			data: { requestId: id, batchId, amountMinor }
		}))
	);
}
