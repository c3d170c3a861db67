import type { InsideScope } from '../auth/scope';
import { pastEvents } from '../audit/past-events';
import type { Unit } from '../db/client';
import type { Policy } from './policy-schema';
import { organisationOf, type Organisation } from './queries';

/** The settings as they were at an instant: the audit says what each later change replaced. */
export const organisationAsOf = async (unit: Unit<InsideScope>, at: Date): Promise<Organisation> =>
	(await organisationsThen(unit)).at(at);

/** The settings at any instant, and every one of them there has been, the latest first. */
export async function organisationsThen(unit: Unit<InsideScope>): Promise<{
	at: (at: Date) => Organisation;
	all: Organisation[];
}> {
	const { organisationId } = unit.scope;
	const now = await organisationOf(unit);
	const changes = await pastEvents(
		unit,
		'organisation',
		[organisationId],
		['organisation.policy_changed']
	);
	const at = (instant: Date): Organisation => {
		const undone = changes
			.filter((change) => change.at > instant)
			.reduceRight((then, { data }) => ({ ...then, ...before(data) }), now);
		return { ...undone, minimumMinor: BigInt(undone.minimumMinor) };
	};
	return { at, all: [now, ...changes.map((change) => at(new Date(change.at.getTime() - 1)))] };
}

/** Amounts travel through the audit as text. */
const before = (data: Record<string, unknown>) => data.before as Partial<Policy>;
