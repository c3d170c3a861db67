import { and, exists, inArray, isNull, not, or, sql, type SQL } from 'drizzle-orm';
import { can, type Action } from '$lib/domain/access';
import { ableToday } from '../absences/able-today';
import type { DeskScope } from '../auth/scope';
import { withOfficer } from '../customers/officer';
import type { Unit } from '../db/client';
import { queueCase } from '../db/schema/queue-cases';
import { isAnswered } from './answered-cases';
import type { RefusedRequest } from './refused-requests';
import { isOneOf, STATUSES, type Looker } from './queue-filter';
import { isToAssign } from './to-assign';
import { isHeardBy } from './who-hears';

interface TakenOn {
	/** What somebody answered or did not sign, and nobody decided. */
	decide: SQL | undefined;
	/** What nobody was asked about yet, nobody any more or since it was opened again, or only somebody who left. */
	assign: SQL | undefined;
}

/**
 * Cases in which the next step is to be taken by whoever looks after them: nobody else is asked anything. Where he may not
 * take it, nor whoever stands in for him, it is for who may: a case is in somebody's day.
 */
export async function hisToTakeOn(
	unit: Unit<DeskScope>,
	looker: Looker,
	refused: ReadonlyMap<string, RefusedRequest>
): Promise<TakenOn> {
	const { user, standsIn, requests } = looker;
	const ids = [user.id, ...standsIn.represents.map(({ id }) => id)];
	const isHis = async (action: Action) => isHeardBy(unit, await ableToday(unit, action), ids);
	const { role } = unit.scope.user;
	/** What is decided and waits for a signature is neither. */
	const isUnasked = not(isOneOf([...requests.awaited.keys()]));
	const decide = and(
		inArray(queueCase.status, [...STATUSES.decide]),
		...[await isHis('disputes.decide'), isUnasked, or(isAnswered(), isOneOf([...refused.keys()]))]
	);
	const assign = and(
		...[inArray(queueCase.status, [...STATUSES.triage]), isToAssign(looker.ofNobody)],
		or(await isHis('disputes.assign'), isNobodys(unit)),
		isUnasked
	);
	return {
		decide: can(role, 'disputes.decide') ? decide : NONE,
		assign: can(role, 'disputes.assign') ? assign : NONE
	};
}

const NONE = sql`false`;

/** Nobody looks after it, nor after its customer: it is for whoever may hand it out. */
const isNobodys = (unit: Unit<DeskScope>): SQL | undefined =>
	and(isNull(queueCase.collectorId), not(exists(withOfficer(unit, queueCase.customerId))));
