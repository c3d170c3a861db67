import { payeeOf } from '$lib/domain/receivables/transfer';
import type { Organisation } from './queries';

/** Where to pay; null without an account. Read from the ledger; no link can change it. */
export function bankOf(organisation: Organisation) {
	const { iban, bic, ibanSince: since } = organisation;
	return iban ? { holder: payeeOf(organisation), iban, bic, since } : null;
}
