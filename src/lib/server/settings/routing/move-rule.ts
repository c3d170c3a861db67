import type { Direction } from '$lib/domain/disputes/reason-list';
import { record } from '../../audit/record';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { routingRule } from '../../db/schema/routing-rules';
import { lockRules, ruleAmong } from './lock-rules';
import { isRule, type RuleRow } from './rule-queries';

/** Asked before or after the one beside it; at the end of the list it stays. @throws not_found */
export async function moveRule(
	unit: Unit<InsideScope>,
	{ id, direction }: { id: string; direction: Direction }
): Promise<void> {
	const all = await lockRules(unit);
	const rule = ruleAmong(all, id);
	const asked = all.filter(({ archivedAt }) => !archivedAt);
	const other = asked[asked.indexOf(rule) + (direction === 'up' ? -1 : 1)];
	if (rule.archivedAt || !other) return;
	await place(unit, rule, other.position);
	await place(unit, other, rule.position);
	const { name } = rule;
	await record(unit, 'routing_rule.moved', { kind: 'routing_rule', id }, { name, direction });
}

const place = (unit: Unit<InsideScope>, { id }: RuleRow, position: number) =>
	unit.tx.update(routingRule).set({ position }).where(isRule(unit, id));
