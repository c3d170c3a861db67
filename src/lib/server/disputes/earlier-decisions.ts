import { and, asc, eq } from 'drizzle-orm';
import { localDateAt } from '$lib/domain/calendar';
import { decisionInForce } from '$lib/domain/disputes/decision-in-force';
import { money } from '$lib/domain/money';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { resolution } from '../db/schema/resolutions';
import type { Case } from './case-queries';

/** What was decided before the case was opened again, the first one first: its customer was told, and it stays said. */
export async function earlierDecisions(unit: Unit<PortalScope>, { dispute, claimed }: Case) {
	const all = await unit.tx
		.select()
		.from(resolution)
		.where(
			and(
				eq(resolution.organisationId, unit.scope.organisationId),
				eq(resolution.disputeId, dispute.id)
			)
		)
		.orderBy(asc(resolution.id));
	const last = decisionInForce(dispute.status, all.at(-1) ?? null);
	return all
		.filter(({ id }) => id !== last?.id)
		.map(({ id, verdict, outcome, acceptedMinor, explanation, proposalId, decidedAt }) => ({
			...{ id, verdict, outcome, explanation, isAgreed: proposalId !== null },
			accepted: money(acceptedMinor, claimed.currency),
			decidedOn: localDateAt(decidedAt, unit.scope.timeZone)
		}));
}
