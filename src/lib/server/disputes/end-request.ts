import { and, eq } from 'drizzle-orm';
import type { RequestEnd } from '$lib/domain/disputes/approval-request';
import { actorOf, systemScope, type InsideScope, type Scope } from '../auth/scope';
import { withScope, type Unit } from '../db/client';
import { approvalRequest } from '../db/schema/approvals';
import { openRequestOf, type RequestRow } from './approval-requests';

/** It waits for nobody any more. */
export async function endRequest(
	unit: Unit<InsideScope>,
	{ id }: Pick<RequestRow, 'id'>,
	endedAs: RequestEnd,
	endedByName = actorOf(unit.scope).name
): Promise<void> {
	await unit.tx
		.update(approvalRequest)
		.set({ endedAt: unit.now, endedAs, endedByName })
		.where(
			and(eq(approvalRequest.organisationId, unit.scope.organisationId), eq(approvalRequest.id, id))
		);
}

/** The case was decided otherwise, or is over: the customer too may have ended it, who sees no request. */
export async function endWhatWaited(unit: Unit<Scope>, disputeId: string): Promise<void> {
	const { organisationId, timeZone } = unit.scope;
	const { name } = actorOf(unit.scope);
	const inside = systemScope({ organisationId, timeZone, actor: 'engine' });
	await withScope(unit, inside, async (within) => {
		const open = await openRequestOf(within, disputeId);
		if (open) await endRequest(within, open.row, 'case_over', name);
	});
}
