import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { decide } from '$lib/domain/dunning/decide';
import type { Decision } from '$lib/domain/dunning/decision';
import { isSameDecision, wasCalledOff } from '$lib/domain/dunning/same-decision';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { factsAsOf, type LookBack } from './facts-as-of';
import {
	endOf,
	recordedCustomers,
	recordedLooks,
	runOn,
	type RecordedLook
} from './recorded-looks';

/** `not_kept`: of that day only the messages are known, no decision of anybody. */
export type Unrecorded = 'no_run' | 'owed_nothing' | 'not_kept' | 'not_looked_at';

/** A past day of one customer, looked at again. */
export interface ReplayedCustomer {
	customerId: string;
	code: string;
	name: string;
	/** The instant of the look: that of the run, else the end of the day. */
	at: Date;
	/** What the run recorded; null when there was none, or when nothing was owed. */
	recorded: Decision | null;
	/** Why nothing was recorded; null when something was. */
	unrecorded: Unrecorded | null;
	/** As known then; null when nothing was owed as far as anybody knew. */
	then: Decision | null;
	/** As known now: with what was recorded later about that day. */
	now: Decision | null;
	/** The rule comes to what was recorded; true also when nothing was. */
	isAsRecorded: boolean;
	/** What became known later would have changed the decision. */
	isOtherNow: boolean;
}

/** The decisions of a past day once more, with the facts of then and with those of now. */
export async function replay(
	unit: Unit<InsideScope>,
	on: LocalDate,
	customerIds: readonly string[]
): Promise<ReplayedCustomer[]> {
	const run = await runOn(unit, on);
	const looks = run
		? await recordedLooks(unit, run.runId, customerIds)
		: new Map<string, RecordedLook>();
	const end = endOf(on, unit.scope.timeZone);
	const instantOf = (id: string) => (looks.get(id)?.at ?? (run ? run.lastAt : end)).getTime();
	const replayed: Looked[] = [];
	for (const [time, ids] of groupBy(customerIds, instantOf)) {
		const at = new Date(time);
		const hours = run !== null && localDateAt(at, unit.scope.timeZone) === on;
		replayed.push(...(await lookAgainAt(unit, ids, { day: on, at, hours }, looks)));
	}
	const otherwise = run ? await whyUndecided(unit, run.runId) : 'no_run';
	return replayed.map((row) => ({ ...row, unrecorded: whyUnrecorded(row, otherwise) }));
}

type Looked = Omit<ReplayedCustomer, 'unrecorded'>;

function whyUnrecorded({ recorded, then }: Looked, otherwise: Unrecorded): Unrecorded | null {
	if (recorded) return null;
	return then || otherwise === 'no_run' ? otherwise : 'owed_nothing';
}

/** Of somebody who owed something on the day of a run. */
const whyUndecided = async (unit: Unit<InsideScope>, runId: string): Promise<Unrecorded> =>
	(await recordedCustomers(unit, runId, { limit: 1 })).length > 0 ? 'not_looked_at' : 'not_kept';

async function lookAgainAt(
	unit: Unit<InsideScope>,
	ids: readonly string[],
	look: LookBack,
	looks: ReadonlyMap<string, RecordedLook>
): Promise<Looked[]> {
	const then = await factsAsOf(unit, ids, look);
	const now = await factsAsOf(unit, ids, { ...look, withLate: true });
	return then.map(({ facts, code, name }, index) => {
		const { customerId } = facts.customer;
		const recorded = looks.get(customerId)?.decision ?? null;
		const known = decisionOf(facts, recorded);
		const today = decisionOf(now[index]!.facts, recorded);
		return {
			...{ customerId, code, name, at: look.at, recorded, then: known, now: today },
			isAsRecorded: recorded === null || isSameDecision(recorded, known),
			isOtherNow: !isSameDecision(known, today)
		};
	});
}

/** Who owes nothing is not decided about. A message called off at its last look is nothing that was done. */
function decisionOf(
	facts: Parameters<typeof decide>[0],
	recorded: Decision | null
): Decision | null {
	if (facts.openItems.length === 0) return null;
	const decision = decide(facts);
	const isOff = recorded !== null && wasCalledOff(recorded);
	return isOff && decision.step?.key === recorded.step?.key
		? { ...decision, outcome: 'nothing' }
		: decision;
}
