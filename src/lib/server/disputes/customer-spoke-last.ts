import { and, eq, isNotNull, or, sql, type SQL } from 'drizzle-orm';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { silentSince } from '$lib/domain/disputes/silent-customer';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { queueCase } from '../db/schema/queue-cases';
import { workingCalendarOf } from '../settings/queries';
import { askedBy } from './asked-of-customers';
import { inView, type Looker } from './queue-filter';
import { hearingToday, isHeardBy } from './who-hears';

/**
 * Of a row of the queue: its customer wrote, and since then nobody of the house wrote to him, took the case further or
 * said why it needs no answer. Whatever its status: who disagrees with a decision says so once it is taken.
 */
const customerSpokeLast = isNotNull(queueCase.spokenAt);

/** Of the cases whoever looks works on, and of those whose words are for him or for whom he stands in for. */
export async function hisUnanswered(
	unit: Unit<DeskScope>,
	looker: Looker
): Promise<SQL | undefined> {
	return and(customerSpokeLast, await isForHim(unit, looker));
}

async function isForHim(unit: Unit<DeskScope>, looker: Looker): Promise<SQL | undefined> {
	const { user, standsIn } = looker;
	const ids = [user.id, ...standsIn.represents.map(({ id }) => id)];
	return or(inView(looker, 'mine'), isHeardBy(unit, await hearingToday(unit), ids));
}

/**
 * The other way round: of the same cases, those whose customer did not answer in time what he is asked, nor by a mail
 * that is to be read first.
 */
export async function hisUnansweredQuestions(
	unit: Unit<DeskScope>,
	looker: Looker
): Promise<SQL | undefined> {
	const day = silentSince(unit.today, await workingCalendarOf(unit));
	return and(
		eq(queueCase.status, 'waiting_customer'),
		await isForHim(unit, looker),
		askedBy(unit.scope, sql`${queueCase.id}`, day)
	);
}

/** Of these cases, the day on which each customer wrote what nobody answered. */
export async function spokenDays(
	{ tx, scope }: Unit<DeskScope>,
	ids: readonly string[]
): Promise<ReadonlyMap<string, LocalDate>> {
	if (ids.length === 0) return new Map();
	const rows = await tx
		.select({ id: queueCase.id, at: queueCase.spokenAt })
		.from(queueCase)
		.where(and(eq(queueCase.organisationId, scope.organisationId), among(queueCase.id, ids)));
	return new Map(
		rows.flatMap(({ id, at }) => (at ? [[id, localDateAt(at, scope.timeZone)] as const] : []))
	);
}
