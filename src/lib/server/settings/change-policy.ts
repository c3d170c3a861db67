import { isDeepStrictEqual } from 'node:util';
import { eq } from 'drizzle-orm';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisation } from '../db/schema/organisations';
import type { Policy } from './policy-schema';
import { organisationOf } from './queries';

/** The next look at every customer follows it; what was, and what is, stands in the audit. */
export async function changePolicy(unit: Unit<InsideScope>, policy: Policy): Promise<void> {
	const { organisationId } = unit.scope;
	const before = await organisationOf(unit);
	const changed = (Object.keys(policy) as (keyof Policy)[]).filter(
		(name) => !isDeepStrictEqual(before[name], policy[name])
	);
	if (changed.length === 0) return;
	await unit.tx.update(organisation).set(policy).where(eq(organisation.id, organisationId));
	const only = (all: Policy) => Object.fromEntries(changed.map((name) => [name, all[name]]));
	await record(
		unit,
		'organisation.policy_changed',
		{ kind: 'organisation', id: organisationId },
		{ before: only(before), after: only(policy) }
	);
}
