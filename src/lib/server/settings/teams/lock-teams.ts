import { and, asc, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { TEAMS } from '$lib/domain/disputes/teams';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { HELD } from '../../db/held';
import { team } from '../../db/schema/teams';
import { teamRows, teamsOf, type TeamOfHouse } from '../team-queries';

export interface HeldTeam extends TeamOfHouse {
	readonly id: string;
	readonly position: number | null;
}

/** All of them, in order, each with its row: nobody else adds, changes or moves one until this transaction ends. */
export async function lockTeams(unit: Unit<InsideScope>): Promise<HeldTeam[]> {
	const { organisationId } = unit.scope;
	for (const key of TEAMS)
		await unit.tx.insert(team).values({ organisationId, id: uuidv7(), key }).onConflictDoNothing();
	await unit.tx
		.select({ id: team.id })
		.from(team)
		.where(eq(team.organisationId, organisationId))
		.orderBy(asc(team.id))
		.for(HELD);
	const rows = new Map((await teamRows(unit)).map((row) => [row.key, row]));
	return (await teamsOf(unit)).map((one) => {
		const { id, position } = rows.get(one.key)!;
		return { ...one, id, position };
	});
}

/** @throws not_found */
export function teamAmong<T extends { key: string }>(all: readonly T[], key: string): T {
	const found = all.find((one) => one.key === key);
	if (!found) throw new AppError('not_found');
	return found;
}

export const isTeam = (unit: Unit<InsideScope>, key: string) =>
	and(eq(team.organisationId, unit.scope.organisationId), eq(team.key, key));
