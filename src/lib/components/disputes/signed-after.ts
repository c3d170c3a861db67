import type { Money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { thenSigned } from './signer-words';

/** Above an amount somebody signs what was decided; nobody by name: one of several may. */
export interface Validator {
	above: Money;
	name: string | null;
}

/** Who signs after the decision, level by level, said alike before an answer and after it; null: nobody. */
export function signedAfter([first, ...later]: readonly Validator[]): string | null {
	if (!first) return null;
	const names = later.reduce(
		(words, one) => thenSigned(words, one.above, one.name ?? m.desk_decide_limit_another()),
		first.name ?? m.desk_decide_limit_anyone()
	);
	const limit = formatMoney(first.above);
	if (first.above.minor > 0n)
		return (later.length > 0 ? m.resolver_signed_above_first : m.resolver_signed_above)({
			limit,
			names
		});
	return (later.length > 0 ? m.resolver_signed_always_first : m.resolver_signed_always)({ names });
}

/** Whoever signs reads why: an explanation is asked for wherever somebody does. */
export function whySigned([first]: readonly Validator[]): string | null {
	if (!first) return null;
	return first.above.minor > 0n ? m.resolver_signed_why() : m.resolver_signed_why_always();
}

/** Of these, whoever signs an answer that gives this much. */
export const signersFor = (validators: readonly Validator[], acceptedMinor: bigint | null) =>
	validators.filter(({ above }) => acceptedMinor !== null && acceptedMinor > above.minor);
