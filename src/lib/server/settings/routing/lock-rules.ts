import { asc, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { HELD } from '../../db/held';
import { routingRule } from '../../db/schema/routing-rules';
import { everyRule, type RuleRow } from './rule-queries';

/** All of them, in order: nobody else adds, changes or moves one until this transaction ends. */
export async function lockRules(unit: Unit<InsideScope>): Promise<RuleRow[]> {
	await unit.tx
		.select({ id: routingRule.id })
		.from(routingRule)
		.where(eq(routingRule.organisationId, unit.scope.organisationId))
		.orderBy(asc(routingRule.id))
		.for(HELD);
	// Read again behind the lock: somebody may have added one meanwhile.
	return everyRule(unit);
}

/** @throws not_found */
export function ruleAmong(all: readonly RuleRow[], id: string): RuleRow {
	const found = all.find((one) => one.id === id);
	if (!found) throw new AppError('not_found');
	return found;
}
