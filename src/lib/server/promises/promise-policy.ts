import { can, type Role } from '$lib/domain/access';
import type { PromisePolicy } from '$lib/domain/promises/policy';
import { presenceToday } from '../absences/presence';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisationOf, usersOf } from '../settings/queries';

/** Beyond which limits a promise is decided, and by whom, by name. */
export interface DecidedPolicy extends PromisePolicy {
	deciders: readonly string[];
}

const mayDecide = ({ role }: { role: Role }): boolean => can(role, 'promises.decide');

export async function promisePolicy(unit: Unit<DeskScope>): Promise<DecidedPolicy> {
	const { promiseMaximumDays, promiseMaximumOpen } = await organisationOf(unit);
	const users = await usersOf(unit);
	return {
		maximumDays: promiseMaximumDays,
		maximumOpen: promiseMaximumOpen,
		deciders: (await presenceToday(unit))
			.there(users.filter(mayDecide), mayDecide)
			.map(({ name }) => name)
	};
}
