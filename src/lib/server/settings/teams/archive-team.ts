import { refuseTeam, refuseTooMany } from '$lib/domain/disputes/teams';
import { AppError } from '$lib/domain/errors';
import { byLanguage } from '$lib/domain/language';
import { record } from '../../audit/record';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { team } from '../../db/schema/teams';
import { endHead } from '../name-team-heads';
import { organisationOf } from '../queries';
import { isTeam, lockTeams, teamAmong } from './lock-teams';
import { isUsed, usesOfTeam } from './team-uses';

/**
 * Offered to nobody any more, and nobody answers for it; what was given to it before is still read.
 * @throws not_found, team_in_use
 */
export async function archiveTeam(unit: Unit<InsideScope>, key: string): Promise<void> {
	const { id, archived } = teamAmong(await lockTeams(unit), key);
	if (archived) return;
	if (isUsed(await usesOfTeam(unit, key))) throw new AppError('team_in_use');
	await unit.tx.update(team).set({ archivedAt: unit.now }).where(isTeam(unit, key));
	await endHead(unit, key);
	await record(unit, 'team.archived', { kind: 'team', id }, { key });
}

/** @throws not_found, team_too_many, name_taken: another one is called so by now */
export async function restoreTeam(unit: Unit<InsideScope>, key: string): Promise<void> {
	const all = await lockTeams(unit);
	const { id, archived, labels } = teamAmong(all, key);
	if (!archived) return;
	refuseTooMany(all);
	const { language: house } = await organisationOf(unit);
	const said = byLanguage((language) => labels[language] ?? '');
	refuseTeam({ labels: said }, { house, others: all.filter((one) => one.key !== key) });
	await unit.tx.update(team).set({ archivedAt: null }).where(isTeam(unit, key));
	await record(unit, 'team.restored', { kind: 'team', id }, { key });
}
