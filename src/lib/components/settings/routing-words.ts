import type { RoutingCondition } from '$lib/domain/disputes/routing';
import type { Labels } from '$lib/domain/language';
import { money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import { labelOf } from '$lib/i18n/labels';
import { m } from '$lib/i18n/paraglide/messages';
import { say } from '$lib/i18n/words';

export interface ShownRule {
	id: string;
	name: string;
	reasonId: string | null;
	reason: Labels | null;
	category: string | null;
	customer: { code: string; name: string } | null;
	customerGroup: string;
	fromMinor: bigint | null;
	team: string | null;
	userId: string | null;
	archived: boolean;
}

/** What a rule is about, part by part. */
export function conditionWords(rule: ShownRule, currency: string): string[] {
	const { reason, category, customer, customerGroup: group, fromMinor } = rule;
	const said = [
		reason && labelOf(reason),
		category && say(`reports_type_${category}`),
		customer && `${customer.name} (${customer.code})`,
		group && m.routing_group({ group }),
		fromMinor !== null && m.routing_from({ amount: formatMoney(money(fromMinor, currency)) })
	].filter((words): words is string => Boolean(words));
	return said.length > 0 ? said : [m.routing_everything()];
}

export function targetWords(
	{ team, userId }: Pick<ShownRule, 'team' | 'userId'>,
	colleagues: readonly { id: string; name: string }[],
	teamName: (key: string) => string
): string {
	if (team) return m.routing_team_of({ team: teamName(team) });
	return colleagues.find(({ id }) => id === userId)?.name ?? m.routing_gone();
}

export const missWords = (because: readonly RoutingCondition[]): string =>
	because.map((condition) => say(`routing_miss_${condition}`)).join(', ');
