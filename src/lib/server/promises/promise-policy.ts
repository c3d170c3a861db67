import type { PromisePolicy } from '$lib/domain/promises/policy';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisationOf } from '../settings/queries';
import { promiseDeciders } from './deciders';

/** Beyond which limits a promise is decided, and by whom, by name. */
export interface DecidedPolicy extends PromisePolicy {
	deciders: readonly string[];
}

export async function promisePolicy(unit: Unit<DeskScope>): Promise<DecidedPolicy> {
	const { promiseMaximumDays, promiseMaximumOpen } = await organisationOf(unit);
	return {
		maximumDays: promiseMaximumDays,
		maximumOpen: promiseMaximumOpen,
		deciders: (await promiseDeciders(unit)).map(({ name }) => name)
	};
}
