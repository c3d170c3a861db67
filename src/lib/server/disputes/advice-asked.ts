import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { can } from '$lib/domain/access';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { isOwnMessage } from '$lib/domain/disputes/own-message';
import type { DeskScope, InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { answer } from '../db/schema/assignments';
import { notesOf } from './notes';
import type { Looker } from './queue-filter';

/** Who asked a colleague something before he answers, and when. */
export interface AdviceAsked {
	by: string;
	on: LocalDate;
}

/**
 * What whoever is to answer asked this colleague, or somebody he stands in for, case by case: until he has written in
 * the house, or nobody waits for it any more.
 */
export async function adviceAsked(
	unit: Unit<DeskScope>,
	{ user, standsIn }: Pick<Looker, 'user' | 'standsIn'>
): Promise<ReadonlyMap<string, AdviceAsked>> {
	if (!can(unit.scope.user.role, 'disputes.message')) return new Map();
	return adviceAskedOf(unit, [user, ...standsIn.represents]);
}

/** The same of these colleagues, whoever looks. */
export async function adviceAskedOf(
	unit: Unit<InsideScope>,
	his: readonly { id: string; name: string; email: string }[]
): Promise<ReadonlyMap<string, AdviceAsked>> {
	const rows = await unit.tx
		.select({ id: answer.disputeId, by: answer.signedName, at: answer.at })
		.from(answer)
		.where(
			and(
				eq(answer.organisationId, unit.scope.organisationId),
				eq(answer.verdict, 'need_information'),
				inArray(
					answer.colleagueId,
					his.map(({ id }) => id)
				),
				isWaitedFor
			)
		)
		.orderBy(desc(answer.at));
	const notesIn = await notesOf(unit, new Set(rows.map(({ id }) => id)));
	const writer = { names: his.map(({ name }) => name), emails: his.map(({ email }) => email) };
	const isWritten = ({ id, at: asked }: (typeof rows)[number]) =>
		notesIn(id).some((note) => note.at > asked && isOwnMessage(note, writer));
	return new Map(
		rows
			.filter((row) => !isWritten(row))
			.map(({ id, by, at }) => [id, { by, on: localDateAt(at, unit.scope.timeZone) }])
	);
}

const ofCase = (table: string): SQL =>
	sql`${sql.identifier(table)}.organisation_id = ${answer.organisationId} and ${sql.identifier(table)}.dispute_id = ${answer.disputeId}`;

/** He is still asked, has not answered meanwhile, and nobody has decided. */
const isWaitedFor = sql`exists (select 1 from assignment asked where asked.organisation_id = ${answer.organisationId} and asked.id = ${answer.assignmentId} and asked.ended_at is null)
	and not exists (select 1 from answer later where ${ofCase('later')} and later.assignment_id = ${answer.assignmentId} and later.at > ${answer.at})
	and exists (select 1 from dispute open where open.organisation_id = ${answer.organisationId} and open.id = ${answer.disputeId} and open.status in ('assigned', 'in_progress', 'waiting_customer', 'waiting_third_party'))`;
