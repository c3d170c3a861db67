import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { TEAMS } from '$lib/domain/disputes/team-told';
import { LANGUAGES } from '$lib/domain/language';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { team } from '../db/schema/teams';
import { headOf } from './team-queries';

/** Without an address nobody answers for the team any more. */
export const teamHead = z.object({
	key: z.enum(TEAMS),
	headName: z.string().trim().max(200).default(''),
	headEmail: z.union([z.email().max(254), z.literal('')]),
	headLanguage: z.enum(LANGUAGES)
});

/** Who is told when somebody of a team does not answer. @throws required without a name */
export async function nameTeamHead(
	unit: Unit<InsideScope>,
	{ key, ...head }: z.infer<typeof teamHead>
): Promise<void> {
	if (head.headEmail && !head.headName) throw new AppError('required', {}, 'headName');
	const { organisationId } = unit.scope;
	const before = await headOf(unit, key);
	await unit.tx.delete(team).where(and(eq(team.organisationId, organisationId), eq(team.key, key)));
	if (head.headEmail)
		await unit.tx.insert(team).values({ organisationId, id: uuidv7(), key, ...head });
	await record(
		unit,
		'organisation.team_head_named',
		{ kind: 'organisation', id: organisationId },
		{ team: key, before: before?.headEmail ?? '', after: head.headEmail }
	);
}
