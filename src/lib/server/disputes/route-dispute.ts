import { routeOf, type Routed } from '$lib/domain/disputes/routing';
import { record } from '../audit/record';
import { systemScope, type Scope, type SystemScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import { withScope, type Unit } from '../db/client';
import { organisationOf } from '../settings/queries';
import { rulesInForce, type RuleRow } from '../settings/routing/rule-queries';
import { askResolver, type Resolver } from './ask-resolver';
import { caseOf, type Case } from './case-queries';
import { moveCase } from './move-case';
import { routingHouse } from './routing-house';

/**
 * A new case is given to whoever the first rule about it names; without one it waits for whoever looks after it.
 * Whoever opens it by a link sees neither rules nor colleagues: they are read from inside.
 */
export function routeDispute(
	unit: Unit<Scope>,
	disputeId: string,
	// The letter that confirms a new case leaves in the same moment: a second one says nothing more.
	{ isTold }: { isTold: boolean } = { isTold: true }
): Promise<void> {
	const { organisationId, timeZone } = unit.scope;
	const inside = systemScope({ organisationId, timeZone, actor: 'engine' });
	return withScope(unit, inside, (beside) => route(beside, disputeId, isTold));
}

async function route(unit: Unit<SystemScope>, disputeId: string, isTold: boolean): Promise<void> {
	const rules = await rulesInForce(unit);
	if (rules.length === 0) return;
	const about = await caseOf(unit, disputeId);
	const house = await routingHouse(unit, about.dispute.collectorId);
	if (!house) return;
	const routed = routeOf(rules, await routedCase(unit, about), house);
	const resolver = house.resolverOf(routed.ownerId);
	const rule = rules.find(({ id }) => id === routed.ruleId);
	await note(unit, about, { rule, resolver, routed });
	if (!rule || !resolver || routed.isFallback) return;
	const askedBy = house.resolverOf(house.fallbackId)?.name ?? (await organisationOf(unit)).name;
	await askResolver(unit, about, resolver, '', { askedBy, routedBy: rule.name });
	await moveCase(unit, about, 'assigned', { note: resolver.name, isTold });
}

async function routedCase(unit: Unit<SystemScope>, { reason, customer, claimed }: Case) {
	const { customerGroup } = await customerById(unit, customer.id);
	return {
		...{ reasonId: reason.id, category: reason.category, claimed },
		...{ customerId: customer.id, customerGroup }
	};
}

interface Found {
	rule: RuleRow | undefined;
	resolver: Resolver | undefined;
	routed: Routed;
}

const note = (unit: Unit<SystemScope>, { dispute }: Case, { rule, resolver, routed }: Found) =>
	record(
		unit,
		'dispute.routed',
		{ kind: 'dispute', id: dispute.id, customerId: dispute.customerId },
		{
			...{ ruleId: routed.ruleId, rule: rule?.name ?? null },
			...{ to: resolver?.name ?? null, isFallback: routed.isFallback }
		}
	);
