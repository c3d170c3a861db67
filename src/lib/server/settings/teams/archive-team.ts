import { refuseTeam } from '$lib/domain/disputes/teams';
import { AppError } from '$lib/domain/errors';
import { byLanguage } from '$lib/domain/language';
import { record } from '../../audit/record';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { team } from '../../db/schema/teams';
import { organisationOf } from '../queries';
import { isTeam, lockTeams, teamAmong } from './lock-teams';
import { isUsed, usesOfTeam } from './team-uses';

/** Offered to nobody any more; what was given to it before is still read. @throws not_found, team_in_use */
export async function archiveTeam(unit: Unit<InsideScope>, key: string): Promise<void> {
	const { id, archived } = teamAmong(await lockTeams(unit), key);
	if (archived) return;
	if (isUsed(await usesOfTeam(unit, key))) throw new AppError('team_in_use');
	await unit.tx.update(team).set({ archivedAt: unit.now }).where(isTeam(unit, key));
	await record(unit, 'team.archived', { kind: 'team', id }, { key });
}

/** @throws not_found, name_taken: another one is called so by now */
export async function restoreTeam(unit: Unit<InsideScope>, key: string): Promise<void> {
	const all = await lockTeams(unit);
	const { id, archived, labels } = teamAmong(all, key);
	if (!archived) return;
	const { language: house } = await organisationOf(unit);
	const said = byLanguage((language) => labels[language] ?? '');
	refuseTeam({ labels: said }, { house, others: all.filter((one) => one.key !== key) });
	await unit.tx.update(team).set({ archivedAt: null }).where(isTeam(unit, key));
	await record(unit, 'team.restored', { kind: 'team', id }, { key });
}
