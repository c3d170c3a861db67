import { mayBeAsked } from '$lib/domain/access';
import type { RoutingRuleInput } from '$lib/domain/disputes/routing-rule';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../../auth/scope';
import { findCustomers } from '../../customers/queries';
import type { Unit } from '../../db/client';
import { everyReason, usersOf } from '../queries';
import { mayTake } from '../teams/refuse-unknown-team';
import type { RuleRow } from './rule-queries';

type Fields = Omit<RuleRow, 'organisationId' | 'id' | 'position' | 'archivedAt'>;

/** What is kept of a rule that was typed; `kept` is the team it named before. @throws routing_customer_unknown, not_found, everything that is wrong at once */
export async function ruleFields(
	unit: Unit<InsideScope>,
	{ customer, ...rule }: RoutingRuleInput,
	kept: string | null = null
): Promise<Fields> {
	const customerId = await customerNamed(unit, customer);
	const [first, ...others] = [
		...(customerId === undefined ? [new AppError('routing_customer_unknown', {}, 'customer')] : []),
		...(await unknownReason(unit, rule)),
		...(await unknownColleague(unit, rule)),
		...(await unknownTeam(unit, rule, kept))
	];
	if (first) throw new AppError(first.code, first.details, first.field, others);
	return { ...rule, customerId: customerId ?? null };
}

/** By code or whole name; null: any customer; undefined: nobody, or several, are called that. */
export async function customerNamed(
	unit: Unit<InsideScope>,
	typed: string
): Promise<string | null | undefined> {
	if (!typed) return null;
	const found = await findCustomers(unit, { text: typed });
	const same = (text: string) => text.toLowerCase() === typed.toLowerCase();
	const byCode = found.find(({ code }) => same(code));
	const [one, another] = found.filter(({ name }) => same(name));
	return (byCode ?? (another ? undefined : one))?.id;
}

async function unknownReason(unit: Unit<InsideScope>, { reasonId }: Pick<Fields, 'reasonId'>) {
	if (!reasonId) return [];
	const known = (await everyReason(unit)).some(
		({ id, kind }) => id === reasonId && kind === 'dispute'
	);
	return known ? [] : [new AppError('not_found', {}, 'reasonId')];
}

async function unknownColleague(unit: Unit<InsideScope>, { userId }: Pick<Fields, 'userId'>) {
	if (!userId) return [];
	const known = (await usersOf(unit)).some((one) => one.id === userId && mayBeAsked(one));
	return known ? [] : [new AppError('not_found', {}, 'target')];
}

async function unknownTeam(
	unit: Unit<InsideScope>,
	{ team }: Pick<Fields, 'team'>,
	kept: string | null
) {
	if (!team || (await mayTake(unit, team, kept))) return [];
	return [new AppError('team_unknown', {}, 'target')];
}
