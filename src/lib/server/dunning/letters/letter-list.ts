import { and, asc, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import {
	isStillHere,
	isWaiting,
	LETTER_STATES,
	postedByNow,
	type LetterState
} from '$lib/domain/dunning/posting';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { letter } from '../../db/schema/letters';
import { notice } from '../../db/schema/notices';
import { run } from '../../db/schema/runs';
import { workingCalendarOf } from '../../settings/queries';
import { letterRows, letterState, shownLetters, withNotice, writtenOn } from './letter-rows';
import { overtakenLetters } from './overtaken-letters';

const PAGE = 25;

export interface LetterFilter {
	state?: LetterState | undefined;
	page: number;
}

/** Letters of the latest runs first, in each by name of the customer; with how many there are in each state. */
export async function lettersOf(unit: Unit<InsideScope>, { state, page }: LetterFilter) {
	const { customer, query } = letterRows(unit);
	const rows = await query
		.where(and(mine(unit), state && eq(letterState(unit), state)))
		.orderBy(desc(run.runOn), asc(customer.name), asc(letter.id))
		.limit(PAGE)
		.offset((page - 1) * PAGE);
	const counts = await stateCounts(unit);
	const total = state ? counts[state] : LETTER_STATES.reduce((sum, each) => sum + counts[each], 0);
	const lateFrom = postedByNow(unit.today, await workingCalendarOf(unit));
	const overtaken = await overtakenLetters(
		unit,
		rows.filter((row) => isWaiting(row.state))
	);
	return {
		rows: (await shownLetters(unit, rows)).map((row) => ({
			...row,
			late: isStillHere(row.state) && row.writtenOn <= lateFrom,
			overtaken: overtaken.get(row.letterId) ?? []
		})),
		counts,
		total,
		page,
		pages: Math.max(1, Math.ceil(total / PAGE))
	};
}

const mine = (unit: Unit<InsideScope>) => eq(letter.organisationId, unit.scope.organisationId);

async function stateCounts(unit: Unit<InsideScope>): Promise<Record<LetterState, number>> {
	const rows = await unit.tx
		.select({ state: letterState(unit), n: count() })
		.from(letter)
		.innerJoin(notice, withNotice)
		.where(mine(unit))
		.groupBy(sql`1`);
	const of = (state: LetterState) => rows.find((row) => row.state === state)?.n ?? 0;
	const counts = LETTER_STATES.map((state) => [state, of(state)]);
	return Object.fromEntries(counts) as Record<LetterState, number>;
}

/** Confirmed two working days ago or earlier and still here, since the oldest; those a provider did not take too. */
export async function lateLetters(unit: Unit<InsideScope>) {
	const by = postedByNow(unit.today, await workingCalendarOf(unit));
	const [row] = await unit.tx
		.select({ n: count(), refused, since: sql<LocalDate | null>`min(${writtenOn(unit)})` })
		.from(letter)
		.innerJoin(notice, withNotice)
		.where(
			and(
				mine(unit),
				isNull(letter.postedOn),
				inArray(notice.status, ['done', 'failed']),
				sql`${writtenOn(unit)} <= ${by}`
			)
		);
	return { count: row?.n ?? 0, refused: row?.refused ?? 0, since: row?.since ?? null };
}

const refused = sql<number>`(count(*) filter (where ${notice.status} = 'failed'))::int`;
