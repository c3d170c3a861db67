import { mayBeAsked } from '$lib/domain/access';
import type { Labels } from '$lib/domain/language';
import { hashOf } from '../../auth/hash';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { closedAddresses } from '../closed-accounts';
import { usersOf } from '../queries';
import { hasHeadLeft, teamRows, teamsOf } from '../team-queries';
import { teamAmong } from './lock-teams';
import { usesOfTeam } from './team-uses';

/** As their list shows them. */
export async function teamsListed(unit: Unit<InsideScope>) {
	const users = await usersOf(unit);
	const closed = await closedAddresses(unit);
	return (await teamsOf(unit)).map(({ key, labels, isShown, archived, head }) => ({
		...{ key, labels, isShown, archived, head },
		hasHeadLeft: hasHeadLeft({ head }, closed),
		members: users.filter(({ team }) => team === key).map(({ id, name }) => ({ id, name }))
	}));
}

/** One of them, to be changed. @throws not_found */
export async function teamToChange(unit: Unit<InsideScope>, key: string) {
	const { head, isShown, archived, isNamed, labels } = teamAmong(await teamsOf(unit), key);
	const own = isNamed ? await ownLabelsOf(unit, key) : labels;
	return {
		...{ key, head, isShown, archived },
		hasHeadLeft: hasHeadLeft({ head }, await closedAddresses(unit)),
		...{ name: labels, labels: own },
		people: (await usersOf(unit)).map((one) => ({
			...{ id: one.id, name: one.name, team: one.team, isAsked: mayBeAsked(one) }
		})),
		uses: await usesOfTeam(unit, key),
		seen: await seenOfTeam(unit, key)
	};
}

/** Changes with everything a form of it shows. */
export async function seenOfTeam(unit: Unit<InsideScope>, key: string): Promise<string> {
	const { labels, isShown, archived, head } = teamAmong(await teamsOf(unit), key);
	const members = (await usersOf(unit)).filter(({ team }) => team === key).map(({ id }) => id);
	return hashOf(JSON.stringify({ labels, isShown, archived, head, members }));
}

/** As the house wrote them: none of a usual one that has words of the product. */
export async function ownLabelsOf(unit: Unit<InsideScope>, key: string): Promise<Labels> {
	return (await teamRows(unit)).find((row) => row.key === key)?.labels ?? {};
}
