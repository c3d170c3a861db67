import type { Values } from '../fill';
import { speak, type Letter } from './letter';

/** Head and foot of every letter. */
export function frameOf(letter: Letter): Values {
	const { sender, to } = letter;
	const { words } = speak(letter);
	return {
		senderName: sender.name,
		senderLine: [sender.address.replace(/\s*\n\s*/g, ', '), sender.registration]
			.filter(Boolean)
			.join(' · '),
		greeting: to.name ? words('greeting_name', { name: to.name }) : words('greeting'),
		contactLine: sender.phone
			? words('footer_contact', { phone: sender.phone.replaceAll(' ', '\u00a0') })
			: words('footer_question'),
		sentWith: words('footer_sent_with', { name: sender.name }),
		bank: bankOf(letter)
	};
}

export function bankOf(letter: Letter): Values | null {
	const { iban, bic } = letter.sender;
	if (!iban) return null;
	const reference = speak(letter).words('bank_reference_numbers');
	return { iban: inGroups(iban), bic, reference, transfer: null };
}

export const inGroups = (iban: string): string =>
	iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ');
