import { record } from '../../audit/record';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { routingRule } from '../../db/schema/routing-rules';
import { refuseArchivedTeam } from '../teams/refuse-unknown-team';
import { lockRules, ruleAmong } from './lock-rules';
import { isRule } from './rule-queries';

/** Asked again, the last of all: what was put in order since stays so. @throws not_found, team_archived */
export async function restoreRule(unit: Unit<InsideScope>, id: string): Promise<void> {
	const all = await lockRules(unit);
	const { archivedAt, name, team } = ruleAmong(all, id);
	if (!archivedAt) return;
	await refuseArchivedTeam(unit, team);
	const position = Math.max(...all.map((one) => one.position)) + 1;
	await unit.tx.update(routingRule).set({ archivedAt: null, position }).where(isRule(unit, id));
	await record(unit, 'routing_rule.restored', { kind: 'routing_rule', id }, { name });
}
