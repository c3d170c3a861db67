import { z } from 'zod';
import { missesOf, routeOf } from '$lib/domain/disputes/routing';
import { AppError } from '$lib/domain/errors';
import { money } from '$lib/domain/money';
import type { InsideScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { officerFor } from '../settings/officers';
import { everyReason, organisationOf } from '../settings/queries';
import { customerNamed } from '../settings/routing/rule-fields';
import { rulesInForce } from '../settings/routing/rule-queries';
import { routingHouse } from './routing-house';

export const triedCase = z.object({
	reasonId: z.uuid(),
	customer: z.string().trim().max(200),
	amountMinor: z.bigint()
});

/** What would become of such a case today, rule by rule; nothing is written. @throws not_found, routing_customer_unknown */
export async function tryRouting(unit: Unit<InsideScope>, tried: z.infer<typeof triedCase>) {
	const reason = (await everyReason(unit)).find(({ id }) => id === tried.reasonId);
	if (!reason) throw new AppError('not_found', {}, 'reasonId');
	const customer = await customerTried(unit, tried.customer);
	const officer = await officerFor(unit, customer?.collectorId ?? null);
	const house = await routingHouse(unit, officer?.id ?? null);
	if (!house) throw new AppError('not_found');
	const about = {
		...{ reasonId: reason.id, category: reason.category },
		...{ customerId: customer?.id ?? '', customerGroup: customer?.customerGroup ?? '' },
		claimed: money(tried.amountMinor, (await organisationOf(unit)).currency)
	};
	const rules = await rulesInForce(unit);
	const { ruleId, ownerId, answeringId, isFallback } = routeOf(rules, about, house);
	const name = (id: string) => house.resolverOf(id)?.name ?? '';
	return {
		...{ ruleId, isFallback, owner: name(ownerId) },
		/** He is away: his substitute answers. */
		answering: answeringId === ownerId ? null : name(answeringId),
		rules: rules.map((rule) => ({
			...{ id: rule.id, name: rule.name },
			because: missesOf(rule, about, house.currency)
		}))
	};
}

/** Left out, a customer whom no rule names. */
async function customerTried(unit: Unit<InsideScope>, typed: string) {
	const id = await customerNamed(unit, typed);
	if (id === undefined) throw new AppError('routing_customer_unknown', {}, 'customer');
	return id ? customerById(unit, id) : null;
}
