import { eq } from 'drizzle-orm';
import { isUsual, TEAMS, type HouseTeam } from '$lib/domain/disputes/teams';
import { byLanguage, type Labels, type Language } from '$lib/domain/language';
import { labelOf } from '$lib/i18n/labels';
import { say } from '$lib/i18n/words';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { team } from '../db/schema/teams';
import { closedAddresses } from './closed-accounts';
import { organisationOnce } from './queries';

type Row = typeof team.$inferSelect;
export type TeamHead = Pick<Row, 'headName' | 'headEmail' | 'headLanguage'>;

/** With whoever answers for it; null where nobody was named. */
export type TeamOfHouse = HouseTeam & { head: TeamHead | null };

/** Every team there is, archived ones too, in the order of the house. */
export async function teamsOf(unit: Unit<InsideScope>): Promise<TeamOfHouse[]> {
	const rows = await teamRows(unit);
	const { language: house } = await organisationOnce(unit);
	const kept = new Set(rows.map(({ key }) => key));
	const untouched = TEAMS.filter((key) => !kept.has(key)).map((key) => ({ key }));
	return [...rows, ...untouched]
		.sort((a, b) => placeOf(a) - placeOf(b))
		.map((row) => shownTeam(row, house));
}

/**
 * Those that are not archived: who answers for a team, or is in it, is asked of these alone. A head whose account was
 * closed answers for nobody.
 */
export async function teamsInUse(unit: Unit<InsideScope>): Promise<TeamOfHouse[]> {
	const closed = await closedAddresses(unit);
	return (await teamsOf(unit))
		.filter(({ archived }) => !archived)
		.map((team) => (hasHeadLeft(team, closed) ? { ...team, head: null } : team));
}

export const hasHeadLeft = (
	{ head }: Pick<TeamOfHouse, 'head'>,
	closed: ReadonlySet<string>
): boolean => head !== null && closed.has(head.headEmail.toLowerCase());

export const teamRows = (unit: Unit<InsideScope>): Promise<Row[]> =>
	unit.tx.select().from(team).where(eq(team.organisationId, unit.scope.organisationId));

type Kept = Pick<Row, 'key'> & Partial<Row>;

/** Where it stands, until somebody moves one. */
const placeOf = ({ key, position }: Kept): number =>
	position ?? TEAMS.findIndex((usual) => usual === key);

function shownTeam({ key, labels = {}, ...row }: Kept, house: Language): TeamOfHouse {
	const isNamed = Object.keys(labels).length > 0;
	const { headName, headEmail, headLanguage } = row;
	return {
		...{ key, isNamed, labels: isNamed ? inEach(labels, house) : usualLabels(key) },
		isShown: row.shownToCustomers ?? true,
		archived: Boolean(row.archivedAt),
		head: headName && headEmail && headLanguage ? { headName, headEmail, headLanguage } : null
	};
}

const inEach = (labels: Labels, house: Language): Labels =>
	byLanguage((language) => labelOf(labels, language, house));

/** In words of the product; a key nobody knows is its own name. */
export const usualLabels = (key: string): Labels =>
	byLanguage((language) => (isUsual(key) ? say(`desk_team_${key}`, {}, language) : key));
