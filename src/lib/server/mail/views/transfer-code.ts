import { askedIn } from '$lib/domain/dunning/decision';
import { payeeOf, transferReference } from '$lib/domain/receivables/transfer';
import { epcText } from '../../pdf/letter/epc-qr';
import type { MailFacts } from '../mails';
import type { Letter } from './letter';

type Facts = MailFacts['dunning-notice'];

/** Inside the mail: nothing is fetched from anywhere, and a program that shows no pictures shows the IBAN. */
export const TRANSFER_CID = 'transfer-code@entendu';

/**
 * What a banking application reads from the square code: one sum in euros for one account. With several
 * currencies, or none asked for, there is no code. It rests in the letter as text (base64url); the picture
 * is drawn when the letter leaves, or is looked at.
 */
export function transferCode(facts: Facts, { sender }: Letter) {
	const [amount, ...others] = askedIn(facts).filter(({ minor }) => minor > 0n);
	if (!amount || others.length || amount.currency !== 'EUR' || !sender.iban) return null;
	const text = epcText({
		holder: payeeOf(sender),
		iban: sender.iban,
		bic: sender.bic,
		amount,
		text: referenceOf(facts)
	});
	return { cid: TRANSFER_CID, code: Buffer.from(text).toString('base64url') };
}

/** As the page to pay has it, of the invoices the sum is for. */
function referenceOf({ items, customerCode = '' }: Facts): string {
	const due = items.filter(({ collectible }) => collectible.minor > 0n);
	const overdue = due.filter(({ state }) => state === 'overdue');
	const asked = overdue.length ? overdue : due;
	return transferReference(
		customerCode,
		asked.map(({ number }) => number)
	).trim();
}
