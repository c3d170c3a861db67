import { isDeepStrictEqual } from 'node:util';
import type { RoutingRuleInput } from '$lib/domain/disputes/routing-rule';
import { AppError } from '$lib/domain/errors';
import { record } from '../../audit/record';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { routingRule } from '../../db/schema/routing-rules';
import { lockRules, ruleAmong } from './lock-rules';
import { ruleFields } from './rule-fields';
import { isRule, seenOfRule } from './rule-queries';

export type ChangedRule = RoutingRuleInput & {
	id: string;
	/** As it was on the page that was answered. */
	seen: string;
};

/**
 * Cases keep whoever they were given to; the next ones follow it.
 * @throws not_found, conflict when somebody else changed it since, what `ruleFields` finds
 */
export async function changeRule(
	unit: Unit<InsideScope>,
	{ id, seen, ...wanted }: ChangedRule
): Promise<void> {
	const before = ruleAmong(await lockRules(unit), id);
	if (seenOfRule(before) !== seen) throw new AppError('conflict');
	const after = await ruleFields(unit, wanted, before.team);
	if (isDeepStrictEqual({ ...before, ...after }, before)) return;
	await unit.tx.update(routingRule).set(after).where(isRule(unit, id));
	const { organisationId: _house, id: _id, position: _place, archivedAt: _end, ...kept } = before;
	await record(unit, 'routing_rule.changed', { kind: 'routing_rule', id }, { before: kept, after });
}
