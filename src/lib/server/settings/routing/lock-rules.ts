import { sql } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { everyRule, type RuleRow } from './rule-queries';

/** All of them, in order: nobody else adds, changes or moves one until this transaction ends. */
export async function lockRules(unit: Unit<InsideScope>): Promise<RuleRow[]> {
	// A turn, not the rows: before the first rule there is none to hold.
	const turn = `routing_rule:${unit.scope.organisationId}`;
	await unit.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`);
	return everyRule(unit);
}

/** @throws not_found */
export function ruleAmong(all: readonly RuleRow[], id: string): RuleRow {
	const found = all.find((one) => one.id === id);
	if (!found) throw new AppError('not_found');
	return found;
}
