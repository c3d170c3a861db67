import type { RoutingRuleInput } from '$lib/domain/disputes/routing-rule';
import { AppError } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import { readAmount } from '$lib/i18n/read-amount';
import { orNone } from '../../form';

interface How {
	currency: string;
	language: Language;
}

/** As it was typed; the door says what of it is wrong. @throws amount_invalid */
export function ruleIn(words: Record<string, string>, how: How): RoutingRuleInput {
	const [kind, id] = (words.target ?? '').split(':');
	return {
		name: words.name ?? '',
		reasonId: orNone(words.reasonId) ?? null,
		category: (orNone(words.category) ?? null) as never,
		customer: words.customer ?? '',
		customerGroup: words.customerGroup ?? '',
		fromMinor: amountIn(words.from, how),
		team: (kind === 'team' ? id : null) as never,
		userId: kind === 'user' ? (id ?? null) : null
	};
}

function amountIn(text: string | undefined, { currency, language }: How): bigint | null {
	if (!text?.trim()) return null;
	const minor = readAmount(text, currency, language);
	if (minor === null) throw new AppError('amount_invalid', {}, 'fromMinor');
	return minor;
}
