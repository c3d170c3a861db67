import type { Money } from '$lib/domain/money';
import { formatDay, formatList, formatMoney } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import type { ShownLevel, ShownSigner } from './approval';

/** "Sophie Petit or Nadia Rousseau"; nobody by name: whoever may approve, after another one somebody else. */
export const signerWords = (
	signers: readonly ShownSigner[],
	anyone: string = m.desk_decide_limit_anyone()
): string =>
	signers.length > 0 ? formatList(signers.map(signerName), undefined, 'disjunction') : anyone;

function signerName({ name, forName, awayUntil }: ShownSigner): string {
	if (forName) return m.approval_signer_for({ name, absent: forName });
	return awayUntil ? m.approval_signer_away({ name, date: formatDay(awayUntil) }) : name;
}

/** Every level, in their order: "Sophie Petit, then, above 2,000.00, Nadia Rousseau". */
export const levelWords = ([first, ...later]: readonly ShownLevel[]): string =>
	later.reduce(
		(words, { above, signers }) =>
			thenSigned(words, above, signerWords(signers, m.desk_decide_limit_another())),
		signerWords(first?.signers ?? [])
	);

/** Who signs after others; a limit that earlier credits have used up is none. */
export const thenSigned = (words: string, above: Money, names: string): string =>
	above.minor > 0n
		? m.approval_levels_then({ words, limit: formatMoney(above), names })
		: m.approval_levels_then_all({ words, names });
