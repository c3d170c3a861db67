import { and, asc, eq, isNull } from 'drizzle-orm';
import Holidays from 'date-holidays';
import type { WorkingCalendar } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import type { InsideScope, Scope } from '../auth/scope';
import { acrossOrganisations, type Unit } from '../db/client';
import { reason } from '../db/schema/reasons';
import { organisation } from '../db/schema/organisations';
import { user } from '../db/schema/users';

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

/** To join: every reason, archived ones too, since old cases keep theirs. The table stays ours. */
export const allReasons = (unit: Unit<Scope>) =>
	unit.tx
		.select()
		.from(reason)
		.where(eq(reason.organisationId, unit.scope.organisationId))
		.as('reason');

export const reasonsOf = (unit: Unit<Scope>): Promise<Reason[]> =>
	unit.tx
		.select()
		.from(reason)
		.where(and(eq(reason.organisationId, unit.scope.organisationId), isNull(reason.archivedAt)))
		.orderBy(asc(reason.position));

export async function reasonByCode(unit: Unit<Scope>, code: string): Promise<Reason> {
	const [row] = await unit.tx
		.select()
		.from(reason)
		.where(and(eq(reason.organisationId, unit.scope.organisationId), eq(reason.code, code)));
	if (!row) throw new AppError('reason_required', {}, 'reasonCode');
	return row;
}

/** Colleagues who can be asked or named. */
export const usersOf = (unit: Unit<InsideScope>) =>
	unit.tx
		.select({
			id: user.id,
			name: user.name,
			email: user.email,
			role: user.role,
			team: user.team,
			language: user.language
		})
		.from(user)
		.where(and(eq(user.organisationId, unit.scope.organisationId), isNull(user.disabledAt)))
		.orderBy(asc(user.name));

/** Working days of the organisation around the given years. */
export async function workingCalendarOf(unit: Unit<Scope>): Promise<WorkingCalendar> {
	const { country, closures } = await organisationOf(unit);
	const year = Number(unit.today.slice(0, 4));
	const closed = new Set(closures);
	for (const y of [year - 1, year, year + 1])
		for (const day of publicHolidays(country, y)) closed.add(day);
	return { weekdays: [1, 2, 3, 4, 5], closed };
}

const known = new Map<string, string[]>();

function publicHolidays(country: string, year: number): string[] {
	const key = `${country}${year}`;
	const found =
		known.get(key) ??
		new Holidays(country)
			.getHolidays(year)
			.filter((h) => h.type === 'public')
			.map((h) => h.date.slice(0, 10));
	known.set(key, found);
	return found;
}
