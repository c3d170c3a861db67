import { mayBeAsked } from '$lib/domain/access';
import { teamTargets } from '$lib/domain/disputes/routing';
import { isSameAddress } from '$lib/domain/same-address';
import type { Labels } from '$lib/domain/language';
import { awayNow, awayToOthers, type Away, type GOES_ON } from '../absences/away-now';
import { presenceToday } from '../absences/presence';
import { fromInside } from '../auth/from-inside';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { usersOf } from '../settings/queries';
import { teamsOf } from '../settings/team-queries';
import { addressBehind } from './ask-colleague';
import type { AnswerScope } from './answerable';
import type { Resolver } from './ask-resolver';
import { comingBackTo } from './comes-back';
import { routingHouse } from './routing-house';

/** Names and teams: a link reads no address of the staff. */
export interface HandOverChoices {
	people: { id: string; name: string; team: Labels | null; away: Away | typeof GOES_ON | null }[];
	teams: { key: string; labels: Labels }[];
}

/** Whom whoever is asked may name in his place: neither himself nor anybody he answers for today. */
export async function handOverChoices(unit: Unit<AnswerScope>): Promise<HandOverChoices> {
	const { people, teams, isOfHouse } = await takersOf(unit);
	const labelsOf = (key: string) => teams.find((team) => team.key === key)?.labels ?? null;
	return {
		people: people.map(({ id, name, team, away }) => ({
			...{ id, name, team: labelsOf(team) },
			// Who is away, until when and who has his work then is the house's own affair.
			away: isOfHouse ? away : awayToOthers(away)
		})),
		teams: teams.filter(({ taker }) => taker).map(({ key, labels }) => ({ key, labels }))
	};
}

/** With how each of them is asked. A link sees neither accounts nor teams: they are read from inside. */
export const takersOf = (unit: Unit<AnswerScope>) =>
	fromInside(unit, (beside) => readTakers(beside, addressBehind(unit.scope)));

async function readTakers(unit: Unit<SystemScope>, own: string) {
	const comesBack = await comingBackTo(unit, own);
	const isOther = (one: { email: string }) => !comesBack(one);
	const presences = await presenceToday(unit);
	const users = await usersOf(unit);
	const people = users
		.filter((one) => mayBeAsked(one) && isOther(one))
		.map((one) => ({ ...one, away: awayNow(presences, one) }));
	const house = await routingHouse(unit, null);
	const takers = (key: string): Resolver[] =>
		house ? teamTargets(key, house).flatMap((id) => house.resolverOf(id) ?? []) : [];
	const teams = (await teamsOf(unit))
		.filter(({ archived }) => !archived)
		.map(({ key, labels }) => ({ key, labels, taker: takers(key).find(isOther) ?? null }));
	const isOfHouse = users.some(({ email }) => isSameAddress(email, own));
	return { people, teams, isOfHouse };
}
