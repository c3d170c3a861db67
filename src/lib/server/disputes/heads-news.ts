import { isForHead } from '$lib/domain/disputes/deadline-news';
import { isSameAddress } from '$lib/domain/same-address';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { workingCalendarOf } from '../settings/queries';
import { teamsInUse } from '../settings/team-queries';
import { casesOf } from './case-queries';
import { toldOf, type ToldDay } from './deadlines-told';
import { headToday, type HeadToday } from './head-today';
import type { Overdue } from './overdue';
import type { House } from './signers';
import { teamAnswering, type HeadedTeam } from './who-answers-for';

/** What the head of a team, or who stands in for him, is told of its members today. */
export interface HeadsNews {
	/** By whom it is kept that he was told. */
	reader: string;
	head: HeadToday;
	/** Null: he is known by his address alone. */
	userId: string | null;
	fresh: Owed[];
}

/** Owed to a head, or to who stands in: the name of the head for whom he reads it, or nobody. */
export type Owed = Overdue & { insteadOf: string };

/**
 * As many worked days after its owner as of a question nobody answers, each once. Where no team has a head who is
 * somebody else, whoever was told himself knows it alone.
 */
export async function headsNews(
	unit: Unit<SystemScope>,
	house: House,
	overdue: readonly Overdue[]
): Promise<HeadsNews[]> {
	const calendar = await workingCalendarOf(unit);
	const due = overdue.filter(({ toldOn }) => isForHead(toldOn, unit.today, calendar));
	const ids = due.map(({ disputeId }) => disputeId);
	const told = await toldOf(unit, ids);
	const headOf = await headsOf(unit, house, ids);
	const found = new Map<string, HeadsNews>();
	for (const one of due) {
		const head = headOf(one);
		if (!head || told(headDay(head.reader, one)) !== null) continue;
		const { fresh } = found.get(head.reader) ?? { fresh: [] };
		const insteadOf = head.head.standsInFor?.name ?? '';
		found.set(head.reader, { ...head, fresh: [...fresh, { ...one, insteadOf }] });
	}
	return [...found.values()];
}

export const headDay = (
	reader: string,
	{ customerId, disputeId, what, dueOn }: Overdue
): ToldDay => ({ customerId, disputeId, what, dueOn, said: 'head', reader });

async function headsOf(unit: Unit<SystemScope>, house: House, ids: readonly string[]) {
	const teams = await teamsInUse(unit);
	const cases = await casesOf(unit, ids);
	return (one: Overdue) => {
		const keys = [one.holder?.team ?? one.team, cases.get(one.disputeId)?.reason.team];
		const named = teamAnswering(teams, keys, one.holder?.email ?? '');
		const head = named && readerOf(house, named);
		// Whoever was told in his place has read it already.
		return one.readers.some(({ email }) => head && isSameAddress(head.head.headEmail, email))
			? null
			: head;
	};
}

function readerOf({ presences, colleagues }: House, { key, head: named }: HeadedTeam) {
	const head = headToday(named, presences);
	const own = colleagues.find(({ email }) => isSameAddress(email, head.headEmail));
	return { head, userId: own?.id ?? null, reader: own?.id ?? `team:${key}` };
}
