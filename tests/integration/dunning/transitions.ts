import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type { SystemScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { dispute, disputeTransition } from '$lib/server/db/schema/disputes';
import type { DisputeRow } from '../../support/factories';

/** The case reaches `to` today, written as rows: how it got there is another test's business. */
export const transitionsOf = (inside: SystemScope, of: DisputeRow, to: DisputeStatus) =>
	unitOfWork(inside, async (unit) => {
		const { organisationId } = inside;
		await unit.tx
			.update(dispute)
			.set({ status: to })
			.where(and(eq(dispute.organisationId, organisationId), eq(dispute.id, of.id)));
		await unit.tx.insert(disputeTransition).values({
			organisationId,
			id: uuidv7(),
			customerId: of.customerId,
			disputeId: of.id,
			fromStatus: of.status,
			toStatus: to,
			at: unit.now,
			on: unit.today,
			byKind: 'staff',
			byName: 'Test'
		});
	});
