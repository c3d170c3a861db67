import { say } from '$lib/i18n/words';
import { beginsWithGreeting } from '$lib/domain/begins-with-greeting';
import { ukAccount } from '$lib/domain/receivables/uk-account';
import type { Values } from '../fill';
import type { MailSender } from '../sender';
import { NO_DOOR } from '../sender';
import { speak, type Letter } from './letter';

/** Head and foot of every letter. */
export function frameOf(letter: Letter): Values {
	const { sender, to } = letter;
	const { words } = speak(letter);
	return {
		senderName: sender.name,
		logo: logoIn(sender),
		senderLine: [sender.address.replace(/\s*\n\s*/g, ', '), sender.registration]
			.filter(Boolean)
			.join(' · '),
		greeting: to.name ? words('greeting_name', { name: to.name }) : words('greeting'),
		contactLine: contactLine(letter),
		sentWith: words('footer_sent_with', { name: sender.name }),
		// Whoever only follows opens nothing: there is no link to keep to oneself.
		hasLink: !to.door.startsWith(NO_DOOR),
		wrongPerson: null,
		bank: bankOf(letter),
		stop: null
	};
}

/** Whoever of the house wrote it by hand, or from an answer that begins so, has greeted already: the letter does not do it before him. */
export const greetedIn = (ours: string): { greeting?: '' } =>
	beginsWithGreeting(ours) ? { greeting: '' } : {};

/** Whom to ask, and how; `officer`: who looks after the account. */
export function contactLine(letter: Letter, officer?: { name: string }): string {
	const { words } = speak(letter);
	const phone = letter.sender.phone.replaceAll(' ', '\u00a0');
	const ways = phone ? words('footer_contact', { phone }) : words('footer_question');
	return officer ? `${words('footer_officer', { name: officer.name })} ${ways}` : ways;
}

/** Inside the mail, as the square code is: nothing is fetched from anywhere when it is opened. */
export const LOGO_CID = 'logo@entendu';

function logoIn({ logo, name }: MailSender): Values | null {
	if (!logo) return null;
	const { mail, width, height, sign } = logo;
	const picture = mail.toString('base64url');
	const words = sign ? { alt: '', beside: name } : { alt: name, beside: null };
	return { cid: LOGO_CID, picture, width, height, ...words };
}

/** `code`: of the customer; what was written before it was kept says the same without it. */
export function bankOf(letter: Letter, code?: string): Values | null {
	const { iban, bic } = letter.sender;
	if (!iban) return null;
	const reference = referenceWords(letter, code);
	return { british: ukAccount(iban), iban: inGroups(iban), bic, reference, transfer: null };
}

/** What to write on a transfer: the rule of the account page (`transferReference`). */
export const referenceWords = (letter: Letter, code?: string): string =>
	code
		? say('portal_bank_reference_numbers', { code }, letter.language)
		: speak(letter).words('bank_reference_numbers');

export const inGroups = (iban: string): string =>
	iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ');
