import { and, eq, sql, type SQL } from 'drizzle-orm';
import { isSetAfterCall, isTakenBackOn } from '$lib/domain/disputes/quiet-claims';
import type { SideExit } from '$lib/domain/disputes/lifecycle';
import { fromInside } from '../auth/from-inside';
import type { Scope } from '../auth/scope';
import { callsNoted } from '../customers/last-calls';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { isDispute, type DisputeRow } from './lock-dispute';

/**
 * Of a row of cases: a colleague set it, as all that went into it, and its customer neither said a word in it nor changed
 * it, and nobody follows it: whoever does has heard of it. As it was known at an instant, if one is named.
 */
export const isSetByHouse = (asOf?: AsOf): SQL<boolean> => {
	const at = sql`${asOf ? asOf.at.toISOString() : 'infinity'}::timestamptz`;
	const organisationId = dispute.organisationId;
	return sql<boolean>`(${dispute.source} = 'desk' and not exists (
		select from (
			select ${dispute.id} as id, ${dispute.source} as source
			union all
			select joined.id, joined.source from dispute joined where joined.organisation_id = ${organisationId}
				and joined.duplicate_of_id = ${dispute.id} and joined.merged_at <= ${at}
		) part
		where part.source <> 'desk'
			or exists (select from message said where said.organisation_id = ${organisationId}
				and said.dispute_id = part.id and said.author_kind = 'customer' and said.at <= ${at})
			or exists (select from dispute_amendment changed where changed.organisation_id = ${organisationId}
				and changed.dispute_id = part.id and changed.by_kind = 'customer' and changed.at <= ${at})
			or exists (select from dispute_follower follower where follower.organisation_id = ${organisationId}
				and follower.dispute_id = part.id and follower.added_at <= ${at})))`;
};

/** Ended so today it would leave nobody in peace: it never was one. */
export async function isTakenBackIf(
	unit: Unit<Scope>,
	about: Opened & Pick<DisputeRow, 'id'>,
	to: SideExit
): Promise<boolean> {
	// Most cases are nobody's mistake of today.
	if (!isTakenBackOn({ isOurs: true, openedOn: about.openedOn }, to, unit.today)) return false;
	const found = await unit.tx.$count(
		dispute,
		and(isDispute(unit, about.id), eq(isSetByHouse(), true))
	);
	return found > 0 && !(await setAfterCall(unit, [about]))(about);
}

type Opened = Pick<DisputeRow, 'customerId' | 'openedAt' | 'openedOn'>;

/** Whether a colleague set it in the words of its customer, who had called: as it was known at an instant, if one is named. */
export async function setAfterCall(
	unit: Unit<Scope>,
	cases: readonly Opened[],
	asOf?: AsOf
): Promise<(about: Opened) => boolean> {
	const ids = [...new Set(cases.map(({ customerId }) => customerId))];
	if (ids.length === 0) return () => false;
	// No link reads what colleagues note.
	const callsWith = await fromInside(unit, (beside) => callsNoted(beside, ids, asOf));
	const { timeZone } = unit.scope;
	return (about) => isSetAfterCall(about, callsWith(about.customerId), timeZone);
}
