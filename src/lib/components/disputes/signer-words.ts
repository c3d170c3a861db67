import { formatDay, formatList, formatMoney } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import type { ShownLevel, ShownSigner } from './approval';

/** "Sophie Petit or Nadia Rousseau"; nobody by name: whoever may approve. */
export const signerWords = (signers: readonly ShownSigner[]): string =>
	signers.length > 0
		? formatList(signers.map(signerName), undefined, 'disjunction')
		: m.desk_decide_limit_anyone();

function signerName({ name, forName, awayUntil }: ShownSigner): string {
	if (forName) return m.approval_signer_for({ name, absent: forName });
	return awayUntil ? m.approval_signer_away({ name, date: formatDay(awayUntil) }) : name;
}

/** Every level, in their order: "Sophie Petit, then, above 2,000.00, Nadia Rousseau". */
export const levelWords = ([first, ...later]: readonly ShownLevel[]): string =>
	later.reduce(
		(words, { above, signers }) =>
			m.approval_levels_then({
				...{ words, limit: formatMoney(above), names: signerWords(signers) }
			}),
		signerWords(first?.signers ?? [])
	);
