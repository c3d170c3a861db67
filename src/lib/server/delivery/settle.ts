import { and, eq, inArray, lt } from 'drizzle-orm';
import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import { machineNow } from '../clock';
import { unitOfWork, type Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';
import type { Claim } from './claim';
import { tellNotice } from './notice-hook';
import { outcomeOf, type Attempt } from './outcome';

type Row = typeof delivery.$inferSelect;

/** Writes down what became of an attempt. An answer that comes after the lease still tells more than no answer. */
export const settleDelivery = (scope: SystemScope, claim: Claim, attempt: Attempt): Promise<void> =>
	unitOfWork(scope, async (unit) => {
		const outcome = outcomeOf(attempt, claim.attempts);
		const [row] = await unit.tx
			.update(delivery)
			.set({
				status: outcome.status,
				response: attempt.response,
				leaseUntil: null,
				...(outcome.status === 'sent' && { sentAt: unit.now }),
				...(outcome.status === 'retry' && {
					nextAttemptAt: new Date(unit.now.getTime() + outcome.inMinutes * 60_000)
				})
			})
			.where(
				and(
					eq(delivery.organisationId, scope.organisationId),
					eq(delivery.id, claim.id),
					eq(delivery.attempts, claim.attempts),
					inArray(delivery.status, ['claimed', 'unknown'])
				)
			)
			.returning();
		if (row && outcome.status !== 'retry') await close(unit, row, outcome.status);
	});

/** A claim nobody answered for in ten minutes: its process died, perhaps after the letter left. */
export const giveUpLostClaims = (scope: SystemScope): Promise<void> =>
	unitOfWork(scope, async (unit) => {
		const lost = await unit.tx
			.update(delivery)
			.set({ status: 'unknown', response: 'interrupted', leaseUntil: null })
			.where(
				and(
					eq(delivery.organisationId, scope.organisationId),
					eq(delivery.status, 'claimed'),
					lt(delivery.leaseUntil, machineNow())
				)
			)
			.returning();
		for (const row of lost) await close(unit, row, 'unknown');
	});

async function close(
	unit: Unit<SystemScope>,
	row: Row,
	status: 'sent' | 'failed' | 'unknown'
): Promise<void> {
	await tellNotice(unit, row.noticeId, status);
	await record(
		unit,
		`delivery.${status}`,
		{ kind: 'delivery', id: row.id, customerId: row.customerId },
		{ mail: row.mail, attempts: row.attempts }
	);
}
