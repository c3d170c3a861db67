import { record } from '../../audit/record';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { routingRule } from '../../db/schema/routing-rules';
import { lockRules, ruleAmong } from './lock-rules';
import { isRule } from './rule-queries';

/** Asked about no case any more; those it gave to somebody stay his. @throws not_found */
export async function archiveRule(unit: Unit<InsideScope>, id: string): Promise<void> {
	const { archivedAt, name } = ruleAmong(await lockRules(unit), id);
	if (archivedAt) return;
	await unit.tx.update(routingRule).set({ archivedAt: unit.now }).where(isRule(unit, id));
	await record(unit, 'routing_rule.archived', { kind: 'routing_rule', id }, { name });
}
