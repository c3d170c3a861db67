import type { InsideScope } from '../auth/scope';
import { pastEvents } from '../audit/past-events';
import type { Unit } from '../db/client';
import type { Policy } from './policy-schema';
import { organisationOf, type Organisation } from './queries';

/** The settings as they were at an instant: the audit says what each later change replaced. */
export async function organisationAsOf(unit: Unit<InsideScope>, at: Date): Promise<Organisation> {
	const { organisationId } = unit.scope;
	const changes = await pastEvents(
		unit,
		'organisation',
		[organisationId],
		['organisation.policy_changed']
	);
	const undone = changes
		.filter((change) => change.at > at)
		.reduceRight((then, { data }) => ({ ...then, ...before(data) }), await organisationOf(unit));
	return { ...undone, minimumMinor: BigInt(undone.minimumMinor) };
}

/** Amounts travel through the audit as text. */
const before = (data: Record<string, unknown>) => data.before as Partial<Policy>;
