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

/** Of a row of cases: a colleague set it, and nothing a customer contests went into it. */
export const isSetByHouse: SQL<boolean> = sql<boolean>`(${dispute.source} = 'desk' and not exists (
	select from dispute joined where joined.organisation_id = ${dispute.organisationId}
		and joined.duplicate_of_id = ${dispute.id} and joined.merged_at is not null and joined.source <> 'desk'))`;

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
		and(isDispute(unit, about.id), eq(isSetByHouse, true))
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
