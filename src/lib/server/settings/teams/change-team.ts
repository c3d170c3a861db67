import { isDeepStrictEqual } from 'node:util';
import { written } from '$lib/domain/disputes/reason-settings';
import type { TeamInput } from '$lib/domain/disputes/team-input';
import { isUsual, refuseTeam } from '$lib/domain/disputes/teams';
import { AppError } from '$lib/domain/errors';
import { LANGUAGES, type Labels } from '$lib/domain/language';
import { record } from '../../audit/record';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { team } from '../../db/schema/teams';
import { nameTeamHeads, type NamedHead } from '../name-team-heads';
import { organisationOf } from '../queries';
import { usualLabels } from '../team-queries';
import { isTeam, lockTeams, teamAmong, type HeldTeam } from './lock-teams';
import { putMembers, refuseUnknownMembers } from './members';
import { ownLabelsOf, seenOfTeam } from './team-page';

export interface ChangedTeam extends TeamInput {
	key: string;
	/** Who answers for it. */
	head: Omit<NamedHead, 'key'>;
	memberIds: readonly string[];
	/** As it was on the page that was answered. */
	seen: string;
}

/** Its words, who is in it and who answers for it. @throws not_found, conflict when somebody else changed it since, team_archived, what `refuseTeam` and the head's fields find */
export async function changeTeam(
	unit: Unit<InsideScope>,
	{ key, head, memberIds, seen, ...wanted }: ChangedTeam
): Promise<void> {
	const all = await lockTeams(unit);
	const before = teamAmong(all, key);
	if (before.archived) refusePeople(head, memberIds);
	await refuseUnknownMembers(unit, memberIds);
	if ((await seenOfTeam(unit, key)) !== seen) throw new AppError('conflict');
	const { language: house } = await organisationOf(unit);
	refuseTeam(wanted, { house, others: all.filter((one) => one.key !== key) });
	await writeWords(unit, before, wanted);
	await nameTeamHeads(unit, { heads: [{ key, ...head }] });
	await putMembers(unit, key, memberIds);
}

/** Its words may change, so that it can come back; nobody is in it meanwhile. */
function refusePeople({ headName, headEmail }: ChangedTeam['head'], memberIds: readonly string[]) {
	if (headName || headEmail || memberIds.length > 0) throw new AppError('team_archived');
}

async function writeWords(unit: Unit<InsideScope>, kept: HeldTeam, wanted: TeamInput) {
	const before = { labels: await ownLabelsOf(unit, kept.key), isShown: kept.isShown };
	const after = { labels: ownWords(kept.key, wanted.labels), isShown: wanted.isShown };
	if (isDeepStrictEqual(before, after)) return;
	const { labels, isShown: shownToCustomers } = after;
	await unit.tx.update(team).set({ labels, shownToCustomers }).where(isTeam(unit, kept.key));
	await record(
		unit,
		'team.changed',
		{ kind: 'team', id: kept.id },
		{ key: kept.key, before, after }
	);
}

/** A usual one that is called as the product calls it has no words of its own. */
function ownWords(key: string, typed: Labels): Labels {
	const usual = usualLabels(key);
	const isOurs = isUsual(key) && LANGUAGES.every((language) => typed[language] === usual[language]);
	return isOurs ? {} : written(typed);
}
