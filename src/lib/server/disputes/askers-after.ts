import { and, eq } from 'drizzle-orm';
import { isSameAddress } from '$lib/domain/same-address';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { dispute } from '../db/schema/disputes';
import { allReasons, usersOf } from '../settings/queries';
import { teamsInUse } from '../settings/team-queries';

/** By case: accounts that speak for it where whoever asked does not: its collector, then the head of its reason's team. */
export async function askersAfter(
	unit: Unit<InsideScope>,
	disputeIds: readonly string[]
): Promise<(disputeId: string) => readonly string[]> {
	const reason = allReasons(unit);
	const rows = await unit.tx
		.select({ id: dispute.id, collectorId: dispute.collectorId, team: reason.team })
		.from(dispute)
		.innerJoin(reason, eq(reason.id, dispute.reasonId))
		.where(
			and(eq(dispute.organisationId, unit.scope.organisationId), oneOf(dispute.id, disputeIds))
		);
	const headOf = await headsOf(unit);
	const byCase = new Map(rows.map((row) => [row.id, row]));
	return (id) => {
		const row = byCase.get(id);
		return [row?.collectorId, headOf(row?.team)].flatMap((one) => one ?? []);
	};
}

/** Of a team, the account of its head. */
async function headsOf(
	unit: Unit<InsideScope>
): Promise<(team: string | null | undefined) => string | null | undefined> {
	const users = await usersOf(unit);
	const teams = await teamsInUse(unit);
	return (team) => {
		const head = teams.find(({ key }) => key === team)?.head;
		return head && users.find(({ email }) => isSameAddress(email, head.headEmail))?.id;
	};
}
