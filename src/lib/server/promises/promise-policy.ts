import { can } from '$lib/domain/access';
import type { PromisePolicy } from '$lib/domain/promises/policy';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisationOf, usersOf } from '../settings/queries';

/** Beyond which limits a promise is decided, and by whom, by name. */
export interface DecidedPolicy extends PromisePolicy {
	deciders: readonly string[];
}

export async function promisePolicy(unit: Unit<DeskScope>): Promise<DecidedPolicy> {
	const { promiseMaximumDays, promiseMaximumOpen } = await organisationOf(unit);
	const users = await usersOf(unit);
	return {
		maximumDays: promiseMaximumDays,
		maximumOpen: promiseMaximumOpen,
		deciders: users.filter(({ role }) => can(role, 'promises.decide')).map(({ name }) => name)
	};
}
