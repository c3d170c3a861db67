import { and, count, eq, inArray, isNull } from 'drizzle-orm';
import { mayBeAsked } from '$lib/domain/access';
import { ACTIVE_STATUSES } from '$lib/domain/disputes/lifecycle';
import { fallbackOf, type RoutingHouse } from '$lib/domain/disputes/routing';
import { isSameAddress } from '$lib/domain/same-address';
import { presenceToday } from '../absences/presence';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { organisationOf, usersOf } from '../settings/queries';
import { teamsInUse } from '../settings/team-queries';
import type { Resolver } from './ask-resolver';

/** Who could be given a case today, with how each of them is asked. */
export interface ReachableHouse extends RoutingHouse {
	resolverOf: (id: string) => Resolver | undefined;
}

/** `keeperId`: who looks after the account of the case, where somebody was named for it. */
export async function routingHouse(
	unit: Unit<InsideScope>,
	keeperId: string | null
): Promise<ReachableHouse | null> {
	const users = await usersOf(unit);
	const fallbackId = users.find(({ id }) => id === keeperId)?.id ?? fallbackOf(users);
	if (!fallbackId) return null;
	const load = await openQuestionsOf(unit);
	const heads = await headsOf(unit, users);
	const asked = users.filter(mayBeAsked).sort((a, b) => load(a.id) - load(b.id));
	const outside = heads.filter(({ resolver }) => !resolver.userId);
	const resolvers = new Map([
		...users.map((user) => [user.id, resolverOf(user)] as const),
		...outside.map(({ id, resolver }) => [id, resolver] as const)
	]);
	const { answering } = await presenceToday(unit);
	return {
		...{ currency: (await organisationOf(unit)).currency, fallbackId },
		colleagues: [...asked, ...outside.map(({ id }) => ({ id, team: '' }))],
		answering: (id) => (resolvers.get(id)?.userId === null ? id : (answering(id)?.id ?? null)),
		headOf: (team) => heads.find(({ key }) => key === team)?.id ?? null,
		resolverOf: (id) => resolvers.get(id)
	};
}

type User = Awaited<ReturnType<typeof usersOf>>[number];

const resolverOf = ({ id: userId, name, email, language }: User): Resolver => ({
	...{ userId, name, email, language }
});

interface Head {
	key: string;
	id: string;
	resolver: Resolver;
}

/** Of every team, whoever was named to answer for it: by his account, else by his address alone. */
async function headsOf(unit: Unit<InsideScope>, users: readonly User[]): Promise<Head[]> {
	return (await teamsInUse(unit)).flatMap(({ key, head }) => {
		if (!head) return [];
		const { headName: name, headEmail: email, headLanguage: language } = head;
		const own = users.find((user) => isSameAddress(user.email, email));
		return own
			? [{ key, id: own.id, resolver: resolverOf(own) }]
			: [{ key, id: `head:${key}`, resolver: { userId: null, name, email, language } }];
	});
}

/** How many cases wait for each of them. */
async function openQuestionsOf(unit: Unit<InsideScope>): Promise<(userId: string) => number> {
	const ofCase = and(
		eq(dispute.organisationId, assignment.organisationId),
		eq(dispute.id, assignment.disputeId)
	);
	const rows = await unit.tx
		.select({ userId: assignment.userId, open: count() })
		.from(assignment)
		.innerJoin(dispute, ofCase)
		.where(
			and(
				eq(assignment.organisationId, unit.scope.organisationId),
				isNull(assignment.endedAt),
				inArray(dispute.status, ACTIVE_STATUSES)
			)
		)
		.groupBy(assignment.userId);
	const byUser = new Map(rows.map(({ userId, open }) => [userId, open]));
	return (userId) => byUser.get(userId) ?? 0;
}
