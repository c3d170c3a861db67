import { and, asc, eq, inArray, ne, sql, type SQL } from 'drizzle-orm';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { ENDED_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { answer } from '../db/schema/assignments';
import { queueCase } from '../db/schema/queue-cases';
import { casesGrown } from './cases-grown';

/** Who answered, and on which day. */
export interface Answered {
	by: string;
	on: LocalDate;
	/** He says it is not for him. */
	handsBack: boolean;
	/** Something is claimed since that he knew nothing of. */
	hasGrown: boolean;
}

/**
 * Of a row of the queue: whoever was asked last has answered, and nobody was asked, asked back or decided since. What was
 * answered before a case was opened again says nothing about what it waits for now.
 */
export const isAnswered = (): SQL =>
	lastSaid(sql`given.verdict not in ('need_information', 'not_for_me')`);

/** The same of whoever says it is not for him: he says nothing about the case. */
export const isHandedBack = (): SQL => lastSaid(sql`given.verdict = 'not_for_me'`);

const lastSaid = (which: SQL): SQL => sql`exists (
	select 1 from answer given join assignment asked
		on asked.organisation_id = given.organisation_id and asked.id = given.assignment_id
	where ${ofCase('given')} and ${which}
		and not exists (select 1 from assignment later where ${ofCase('later')} and later.assigned_at > asked.assigned_at)
		and not exists (select 1 from answer later where ${ofCase('later')} and later.at > given.at)
		and not exists (select 1 from dispute_transition later
			where ${ofCase('later')} and later.at > given.at and ${inArray(sql`later.to_status`, ENDED_STATUSES)}))`;

/** Of a row of the queue: its rows of a table. */
export const ofCase = (table: string): SQL =>
	sql`${sql.identifier(table)}.organisation_id = ${queueCase.organisationId} and ${sql.identifier(table)}.dispute_id = ${queueCase.id}`;

/** Of these cases, the last answer of each. */
export async function lastAnswers(
	unit: Unit<DeskScope>,
	ids: readonly string[]
): Promise<ReadonlyMap<string, Answered>> {
	const { tx, scope } = unit;
	if (ids.length === 0) return new Map();
	const rows = await tx
		.select({ id: answer.disputeId, by: answer.signedName, at: answer.at, said: answer.verdict })
		.from(answer)
		.where(
			and(
				eq(answer.organisationId, scope.organisationId),
				among(answer.disputeId, ids),
				ne(answer.verdict, 'need_information')
			)
		)
		.orderBy(asc(answer.at));
	const grownSince = await casesGrown(unit, ids);
	return new Map(
		rows.map(({ id, by, at, said }) => [
			id,
			{
				...{ by, on: localDateAt(at, scope.timeZone), hasGrown: grownSince(id, at) },
				handsBack: said === 'not_for_me'
			}
		])
	);
}
