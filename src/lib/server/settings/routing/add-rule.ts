import { uuidv7 } from 'uuidv7';
import { MOST_ROUTING_RULES, type RoutingRuleInput } from '$lib/domain/disputes/routing-rule';
import { AppError } from '$lib/domain/errors';
import { record } from '../../audit/record';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { routingRule } from '../../db/schema/routing-rules';
import { lockRules } from './lock-rules';
import { ruleFields } from './rule-fields';

/** The last of the list. @throws routing_too_many, what `ruleFields` finds */
export async function addRule(
	unit: Unit<InsideScope>,
	wanted: RoutingRuleInput
): Promise<{ id: string }> {
	const all = await lockRules(unit);
	if (all.filter(({ archivedAt }) => !archivedAt).length >= MOST_ROUTING_RULES)
		throw new AppError('routing_too_many', { most: String(MOST_ROUTING_RULES) });
	const fields = await ruleFields(unit, wanted);
	const { organisationId } = unit.scope;
	const id = uuidv7();
	const position = Math.max(-1, ...all.map((one) => one.position)) + 1;
	await unit.tx.insert(routingRule).values({ ...fields, organisationId, id, position });
	await record(unit, 'routing_rule.added', { kind: 'routing_rule', id }, { after: fields });
	return { id };
}
