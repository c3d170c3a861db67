/** The creditor as its letters show it. */
export interface MailSender {
	name: string;
	legalName: string;
	accent: string;
	email: string;
	phone: string;
	address: string;
	registration: string;
	iban: string;
	bic: string;
	/** Its picture, beside or instead of the name. */
	logo?: { mail: Buffer; width: number; height: number; sign: boolean } | null;
	/** Where staff find the application. */
	origin: string;
}

/** Whom the letter is for, and the address of the door it opens. */
export interface MailRecipient {
	name: string;
	door: string;
}

/** Where the buttons of a letter without a link would lead: nowhere, so they become a reply. */
export const NO_DOOR = 'https://link.invalid/none';

/** Stands for the address that ends a follower's mails, while the letter rests in the database. */
export const STOP_PLACE = 'https://stop.invalid/';

/** Stands for the door to a password, of a mail to a colleague. */
export const ACCOUNT_PLACE = 'https://account.invalid/';

/** For guards and the gallery. */
export const SAMPLE_SENDER: MailSender = {
	name: 'Gantier SA',
	legalName: 'Gantier SA',
	accent: '#0f5c4d',
	email: 'recouvrement@gantier.example',
	phone: '04 76 00 12 34',
	address: '12 quai de la Graille, 38000 Grenoble',
	registration: 'SAS au capital de 250 000 € – RCS Grenoble 542 065 479',
	iban: 'FR7630006000011234567890189',
	bic: 'AGRIFRPP',
	origin: 'https://entendu.example'
};
export const SAMPLE_RECIPIENT: MailRecipient = {
	name: 'Ana Petit',
	door: 'https://link.invalid/sample'
};
