import type { Wrong } from '$lib/components/disputes/form-state';
import { m } from '$lib/i18n/paraglide/messages';
import { namingField } from './naming-field';

const NAMES: Record<string, () => string> = {
	name: m.routing_name,
	target: m.routing_target,
	customer: m.routing_customer,
	fromMinor: m.routing_amount_name
};

/** What somebody tries, by the ids of its fields. */
const TRIED: Record<string, { id: string; name: () => string }> = {
	reasonId: { id: 'reason', name: m.routing_reason },
	customer: { id: 'customer', name: m.routing_customer },
	amount: { id: 'amount', name: m.dunning_col_amount },
	amountMinor: { id: 'amount', name: m.dunning_col_amount }
};
const triedProblem = namingField((field) => TRIED[field]?.name());

/** What cannot be tried, and the field to jump to. */
export const tryProblem = (wrong: Wrong) => ({
	words: triedProblem(wrong),
	field: TRIED[wrong.field ?? '']?.id ?? null
});

export const ruleProblem = namingField((field) => NAMES[field]?.());
