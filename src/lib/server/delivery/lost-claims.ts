import { eq, isNull, lt } from 'drizzle-orm';
import type { SystemScope } from '../auth/scope';
import { machineNow } from '../clock';
import { unitOfWork } from '../db/client';
import { delivery } from '../db/schema/delivery';
import { giveBackLost } from './begin';
import { heldWhere } from './lock-deliveries';
import { TOLD, tellOutcome } from './tell-outcome';
import { witnessDueAt } from './witness/settings';

/**
 * A claim nobody answered for in ten minutes: its process died, perhaps after the letter left. What it
 * had claimed and not begun waits again.
 */
export const giveUpLostClaims = (scope: SystemScope): Promise<void> =>
	unitOfWork(scope, async (unit) => {
		await giveBackLost(unit);
		const lost = await unit.tx
			.update(delivery)
			.set({
				status: 'unknown',
				response: 'interrupted',
				leaseUntil: null,
				nextAttemptAt: witnessDueAt(unit.now)
			})
			.where(
				heldWhere(
					unit,
					eq(delivery.status, 'claimed'),
					isNull(delivery.beginUntil),
					lt(delivery.leaseUntil, machineNow())
				)
			)
			.returning(TOLD);
		for (const row of lost) await tellOutcome(unit, row, 'unknown');
	});
