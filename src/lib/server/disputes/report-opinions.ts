import { sql } from 'drizzle-orm';
import type { Opinion } from '$lib/domain/reports/opinions';
import type { Shown } from '$lib/domain/reports/prevention';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { knownAnswer } from '../db/schema/known-answers';
import { satisfaction } from '../db/schema/satisfactions';
import type { Period } from '../reports/period';
import { allReasons } from '../settings/queries';
import { dayOf, reasonThen } from './claimed-items';

/** What customers said in the period, under the reason their case had at its end. */
export async function opinionsIn(unit: Unit<InsideScope>, period: Period): Promise<Opinion[]> {
	const reason = allReasons(unit);
	const { rows } = await unit.tx.execute<Opinion & Record<string, unknown>>(sql`
		select ${reason.code} as code, ${satisfaction.solved}, ${satisfaction.ease}
		from ${satisfaction}
		join ${dispute} on ${dispute.organisationId} = ${satisfaction.organisationId} and ${dispute.id} = ${satisfaction.disputeId}
		join ${reason} on ${reason.id} = ${reasonThen(unit, { day: period.asOf })}
		where ${satisfaction.organisationId} = ${unit.scope.organisationId}
			and ${dayOf(unit, satisfaction.at)} between ${period.from} and ${period.asOf}`);
	return rows;
}

/** What was on file and shown in the period, before a dispute was sent. */
export async function shownIn(unit: Unit<InsideScope>, period: Period): Promise<Shown[]> {
	const { rows } = await unit.tx.execute<Shown & Record<string, unknown>>(sql`
		select ${knownAnswer.idempotencyKey} as form, ${knownAnswer.reasonCode} as code, ${knownAnswer.outcome}
		from ${knownAnswer}
		where ${knownAnswer.organisationId} = ${unit.scope.organisationId}
			and ${dayOf(unit, knownAnswer.at)} between ${period.from} and ${period.asOf}`);
	return rows;
}
