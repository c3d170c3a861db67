import { isErasedAddress } from '$lib/domain/privacy/person-words';
import { m } from '$lib/i18n/paraglide/messages';

interface Sender {
	fromName: string;
	fromEmail: string;
}

/** Who wrote; of whoever was erased nothing but that is left. */
export function senderWords({ fromName, fromEmail }: Sender): string {
	if (isErasedAddress(fromEmail)) return m.inbound_sender_erased();
	return fromName || fromEmail || m.inbound_unknown_sender();
}

/** With the address. */
export const wholeSender = (sender: Sender): string =>
	sender.fromName && sender.fromEmail && !isErasedAddress(sender.fromEmail)
		? `${sender.fromName} <${sender.fromEmail}>`
		: senderWords(sender);
