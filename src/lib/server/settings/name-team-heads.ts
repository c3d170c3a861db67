import { z } from 'zod';
import { teamKey } from '$lib/domain/disputes/team-input';
import { AppError } from '$lib/domain/errors';
import { LANGUAGES } from '$lib/domain/language';
import { isSameAddress } from '$lib/domain/same-address';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import { revokeLinksOfFormerHead } from '../auth/revoke-link';
import type { Unit } from '../db/client';
import { team } from '../db/schema/teams';
import { teamsInUse, teamsOf, type TeamHead } from './team-queries';
import { isTeam, lockTeams, teamAmong } from './teams/lock-teams';

/** As typed; without a name and an address nobody answers for the team any more. */
export const namedHead = z.object({
	key: teamKey,
	headName: z.string().trim().max(200),
	headEmail: z.string().trim().max(254),
	headLanguage: z.enum(LANGUAGES)
});
export type NamedHead = z.infer<typeof namedHead>;

/** Who is told when somebody of a team does not answer. @throws not_found, every half-filled team at once */
export async function nameTeamHeads(
	unit: Unit<InsideScope>,
	{ heads }: { heads: readonly NamedHead[] }
): Promise<void> {
	const [first, ...others] = heads.flatMap(faultsOf);
	if (first) throw new AppError(first.code, first.details, first.field, others);
	const teams = await lockTeams(unit);
	const before = new Map(teams.map(({ key, head }) => [key, head]));
	for (const named of heads) {
		const former = teamAmong(teams, named.key).head;
		if (!isSame(former, named)) await name(unit, named, former);
	}
	await endDoorsOfFormer(unit, [...before.values()]);
}

/** Nobody answers for it any more. */
export async function endHead(unit: Unit<InsideScope>, key: string): Promise<void> {
	const { head } = teamAmong(await teamsOf(unit), key);
	if (!head) return;
	const { headLanguage } = head;
	await name(unit, { key, headName: '', headEmail: '', headLanguage }, head);
	await endDoorsOfFormer(unit, [head]);
}

/** Whoever answers for no team any more. */
async function endDoorsOfFormer(
	unit: Unit<InsideScope>,
	before: readonly (TeamHead | null)[]
): Promise<void> {
	const now = await teamsInUse(unit);
	const isHead = (email: string) =>
		now.some(({ head }) => head && isSameAddress(head.headEmail, email));
	const former = new Set(before.flatMap((head) => head?.headEmail ?? []));
	for (const email of former) if (!isHead(email)) await revokeLinksOfFormerHead(unit, email);
}

function faultsOf({ key, headName, headEmail }: NamedHead): AppError[] {
	const at = (field: string) => `${key}-${field}`;
	if (!headName && !headEmail) return [];
	if (!headName) return [new AppError('required', {}, at('headName'))];
	if (!headEmail) return [new AppError('required', {}, at('headEmail'))];
	if (z.email().safeParse(headEmail).success) return [];
	return [new AppError('email_invalid', {}, at('headEmail'))];
}

const isSame = (head: TeamHead | null, named: NamedHead): boolean =>
	(['headName', 'headEmail'] as const).every((field) => (head?.[field] ?? '') === named[field]) &&
	(!head || head.headLanguage === named.headLanguage);

async function name(
	unit: Unit<InsideScope>,
	{ key, ...head }: NamedHead,
	former: TeamHead | null
): Promise<void> {
	const { organisationId } = unit.scope;
	await unit.tx.update(team).set(head).where(isTeam(unit, key));
	await record(
		unit,
		'organisation.team_head_named',
		{ kind: 'organisation', id: organisationId },
		{ team: key, before: former?.headEmail ?? '', after: head.headEmail }
	);
}
