import { LANGUAGES, type Labels } from '$lib/domain/language';
import { and, asc, eq, getTableColumns, isNotNull, isNull, sql } from 'drizzle-orm';
import { minuteOfDayAt, type LocalDate, type WorkingCalendar } from '$lib/domain/calendar';
import { CATCH_ALL } from '$lib/domain/disputes/reason-list';
import { BUILT_IN_LABELS, REQUIRED_LABELS } from '$lib/domain/disputes/reasons';
import { AppError } from '$lib/domain/errors';
import type { InsideScope, Scope } from '../auth/scope';
import { acrossOrganisations, type Unit } from '../db/client';
import { oncePerUnit } from '../db/once-per-unit';
import { reason } from '../db/schema/reasons';
import { organisation } from '../db/schema/organisations';
import { user } from '../db/schema/users';
import { publicHolidays } from './public-holidays';

export type Organisation = typeof organisation.$inferSelect;
export type Reason = typeof reason.$inferSelect;

export async function organisationOf(unit: Unit<Scope>): Promise<Organisation> {
	const [row] = await unit.tx
		.select()
		.from(organisation)
		.where(eq(organisation.id, unit.scope.organisationId));
	if (!row) throw new AppError('not_found');
	return row;
}

/** As it was when the transaction first asked: for those that do not change it. */
export const organisationOnce = oncePerUnit(organisationOf);

/** Every organisation, for the engine and the command line. */
export const allOrganisations = () =>
	acrossOrganisations((tx) =>
		tx
			.select({
				organisationId: organisation.id,
				slug: organisation.slug,
				name: organisation.name,
				timeZone: organisation.timeZone,
				demo: organisation.demo
			})
			.from(organisation)
			.orderBy(asc(organisation.createdAt), asc(organisation.id))
	);

const house = sql`${reason.labels} ->> ${organisation.language}`;
const inHouseWords = sql`jsonb_strip_nulls(jsonb_build_object(${sql.join(
	LANGUAGES.flatMap((language) => [sql`${language}::text`, house]),
	sql`, `
)}))`;
/** Ours, while nobody wrote it anew: a language may have come to the product after the organisation. */
const builtIn = sql`case when ${reason.labels} @> (${JSON.stringify(REQUIRED_LABELS)}::jsonb -> ${reason.code})
	then ${JSON.stringify(BUILT_IN_LABELS)}::jsonb -> ${reason.code} end`;
/** A reason has words in every language: where nobody wrote any, our own, else those in the language of the house. */
const inEveryLanguage = sql<Labels>`coalesce(${builtIn}, ${inHouseWords}) || ${reason.labels}`.as(
	'labels'
);

const selectReasons = (unit: Unit<Scope>) =>
	unit.tx
		.select({ ...getTableColumns(reason), labels: inEveryLanguage })
		.from(reason)
		.innerJoin(organisation, eq(organisation.id, reason.organisationId));
const inHouse = (unit: Unit<Scope>) => eq(reason.organisationId, unit.scope.organisationId);

/** To join: every reason, archived ones too, since old cases keep theirs. The table stays ours. */
export const allReasons = (unit: Unit<Scope>) =>
	selectReasons(unit).where(inHouse(unit)).as('reason');

/** Compared by its code: a list of whatever age ends with it, wherever it was written. */
const inOrder = [asc(sql`${reason.code} = ${CATCH_ALL}`), asc(reason.position), asc(reason.id)];

export const reasonsOf = (unit: Unit<Scope>): Promise<Reason[]> =>
	selectReasons(unit)
		.where(and(inHouse(unit), isNull(reason.archivedAt)))
		.orderBy(...inOrder);

/** In order, archived ones too: for those that look after them. */
export const everyReason = (unit: Unit<Scope>): Promise<Reason[]> =>
	selectReasons(unit)
		.where(inHouse(unit))
		.orderBy(...inOrder);

export async function reasonByCode(unit: Unit<Scope>, code: string): Promise<Reason> {
	const [row] = await selectReasons(unit).where(and(inHouse(unit), eq(reason.code, code)));
	if (!row) throw new AppError('reason_required', {}, 'reasonCode');
	return row;
}

/** The same, read once for a page that filters by them and names them. */
export const everyReasonOnce = oncePerUnit(everyReason);

/** Colleagues who can be asked or named. */
export const usersOf = (unit: Unit<InsideScope>) =>
	unit.tx
		.select({
			id: user.id,
			name: user.name,
			email: user.email,
			role: user.role,
			team: user.team,
			language: user.language,
			defaultOfficer: user.defaultOfficer
		})
		.from(user)
		.where(and(eq(user.organisationId, unit.scope.organisationId), isNull(user.disabledAt)))
		.orderBy(asc(user.name));

/** Whoever ever had an account: what he did is still his. */
export const everyUser = (unit: Unit<InsideScope>) =>
	unit.tx
		.select({ id: user.id, name: user.name, isGone: isNotNull(user.disabledAt).mapWith(Boolean) })
		.from(user)
		.where(eq(user.organisationId, unit.scope.organisationId))
		.orderBy(sql`${user.disabledAt} is not null`, asc(user.name));

/** Colleagues who can be asked or named, read once for all the messages of a transaction. */
export const usersOnce = oncePerUnit(usersOf);

/** Forecasts and promises look ahead, replays look back. */
const YEARS = [-2, -1, 0, 1, 2, 3];

/** Working days of the organisation: weekdays that are neither public holidays where it is nor its own closures. */
export const workingCalendarOf = async (unit: Unit<Scope>): Promise<WorkingCalendar> =>
	calendarOf(await organisationOf(unit), unit.today);

/** As it was when the transaction first asked: for those that do not change it. */
export const workingCalendarOnce = oncePerUnit(async (unit: Unit<Scope>) =>
	calendarOf(await organisationOnce(unit), unit.today)
);

/** Of the hours in which the house works (and writes), how many minutes are still to come today. */
export const minutesLeftOnce = oncePerUnit(async (unit: Unit<Scope>) =>
	minutesLeft(await organisationOnce(unit), minuteOfDayAt(unit.now, unit.scope.timeZone))
);

const minutesLeft = (
	{ sendFromMinute, sendUntilMinute }: Organisation,
	minuteOfDay: number
): number => Math.max(0, sendUntilMinute - Math.max(sendFromMinute, minuteOfDay));

/** The same as somebody's settings say it, for the years around a day. */
export function calendarOf(
	{ closures, ...place }: Pick<Organisation, 'country' | 'region' | 'closures'>,
	around: LocalDate
): WorkingCalendar {
	const year = Number(around.slice(0, 4));
	const closed = new Set(closures);
	for (const ahead of YEARS)
		for (const { day } of publicHolidays(place, year + ahead)) closed.add(day);
	return { weekdays: [1, 2, 3, 4, 5], closed };
}
