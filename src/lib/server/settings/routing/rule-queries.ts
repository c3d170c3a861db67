import { and, asc, eq, isNull } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { hashOf } from '../../auth/hash';
import type { InsideScope } from '../../auth/scope';
import { customersByIds } from '../../customers/queries';
import type { Unit } from '../../db/client';
import { routingRule } from '../../db/schema/routing-rules';
import { everyReason } from '../queries';

export type RuleRow = typeof routingRule.$inferSelect;

/** In the order in which they are asked. */
export const rulesInForce = (unit: Unit<InsideScope>): Promise<RuleRow[]> =>
	unit.tx
		.select()
		.from(routingRule)
		.where(and(ofHouse(unit), isNull(routingRule.archivedAt)))
		.orderBy(asc(routingRule.position), asc(routingRule.id));

/** Archived ones too. */
export const everyRule = (unit: Unit<InsideScope>): Promise<RuleRow[]> =>
	unit.tx
		.select()
		.from(routingRule)
		.where(ofHouse(unit))
		.orderBy(asc(routingRule.position), asc(routingRule.id));

/** @throws not_found */
export async function ruleById(unit: Unit<InsideScope>, id: string): Promise<RuleRow> {
	const [row] = await unit.tx.select().from(routingRule).where(isRule(unit, id));
	if (!row) throw new AppError('not_found');
	return row;
}

const ofHouse = (unit: Unit<InsideScope>) =>
	eq(routingRule.organisationId, unit.scope.organisationId);

export const isRule = (unit: Unit<InsideScope>, id: string) =>
	and(ofHouse(unit), eq(routingRule.id, id));

/** Changes with everything a form of it shows; its place is none of that. */
export const seenOfRule = ({ position: _place, ...rule }: RuleRow): string =>
	hashOf(JSON.stringify({ ...rule, fromMinor: rule.fromMinor?.toString() ?? null }));

/** As a list and a form show them: with the names of what they are about. */
export async function rulesShown(unit: Unit<InsideScope>, rows: readonly RuleRow[]) {
	const reasons = new Map((await everyReason(unit)).map(({ id, labels }) => [id, labels]));
	const ids = rows.flatMap(({ customerId }) => customerId ?? []);
	const customers = new Map((await customersByIds(unit, ids)).map((one) => [one.id, one]));
	return rows.map((row) => ({
		...{ id: row.id, name: row.name, reasonId: row.reasonId, category: row.category },
		...{ customerGroup: row.customerGroup, fromMinor: row.fromMinor },
		...{ team: row.team, userId: row.userId, archived: row.archivedAt !== null },
		reason: reasons.get(row.reasonId ?? '') ?? null,
		customer: namedOf(customers.get(row.customerId ?? ''))
	}));
}

const namedOf = (found: { code: string; name: string } | undefined) =>
	found ? { code: found.code, name: found.name } : null;
