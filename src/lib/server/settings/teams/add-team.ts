import { uuidv7 } from 'uuidv7';
import { freeCode } from '$lib/domain/disputes/reason-list';
import { written } from '$lib/domain/disputes/reason-settings';
import type { TeamInput } from '$lib/domain/disputes/team-input';
import { refuseTeam, refuseTooMany } from '$lib/domain/disputes/teams';
import { record } from '../../audit/record';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { team } from '../../db/schema/teams';
import { everyUserTeam } from './members';
import { organisationOf } from '../queries';
import { lockTeams } from './lock-teams';

/** The last of the list. @throws team_too_many, what `refuseTeam` finds */
export async function addTeam(
	unit: Unit<InsideScope>,
	{ labels: typed, isShown: shownToCustomers }: TeamInput
): Promise<{ key: string }> {
	const all = await lockTeams(unit);
	refuseTooMany(all);
	const { language: house } = await organisationOf(unit);
	refuseTeam({ labels: typed }, { house, others: all });
	const labels = written(typed);
	// A name somebody was given before there were teams is not taken over by a team made later.
	const key = freeCode(typed.en, [...all.map((one) => one.key), ...(await everyUserTeam(unit))]);
	const { organisationId } = unit.scope;
	const id = uuidv7();
	const row = { organisationId, id, key, labels, shownToCustomers, position: all.length };
	await unit.tx.insert(team).values(row);
	await record(
		unit,
		'team.added',
		{ kind: 'team', id },
		{ key, after: { labels, isShown: shownToCustomers } }
	);
	return { key };
}
