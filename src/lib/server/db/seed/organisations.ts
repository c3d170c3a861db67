import { localDate } from '$lib/domain/calendar';
import { BRITISH_ARTICLES, FRENCH_ARTICLES } from './articles';
import { BRITISH_COMPANIES, FRENCH_COMPANIES } from './companies';
import type { Creditor } from './creditor';
import { ENGLISH_DISPUTE_WORDS } from './dispute-words-en';
import { FRENCH_DISPUTE_WORDS } from './dispute-words-fr';
import { BRITISH_PEOPLE, FRENCH_PEOPLE } from './people';

const padded = (number: number, length: number): string => String(number).padStart(length, '0');

export const GANTIER: Creditor = {
	seed: 20_260_101,
	slug: 'gantier',
	language: 'fr',
	currency: 'EUR',
	organisation: {
		slug: 'gantier',
		name: 'Gantier SA',
		legalName: 'Gantier SA',
		email: 'comptabilite.clients@gantier.example',
		address: '38 rue des Docks\n69009 Lyon',
		registration:
			'Société anonyme au capital de 480 000 € · RCS Lyon 912 468 303 · TVA FR28 912468303',
		phone: '04 99 00 41 70',
		iban: 'FR7639999004170006251834048',
		bic: 'GANTFRPPXXX',
		ibanSince: localDate('2019-03-18'),
		timeZone: 'Europe/Paris',
		country: 'FR',
		language: 'fr',
		currency: 'EUR',
		accent: '#0f5c4d',
		demo: true
	},
	companies: FRENCH_COMPANIES,
	articles: FRENCH_ARTICLES,
	...FRENCH_PEOPLE,
	hero: {
		company: ['Boulangerie Maison Vasseur', '19 rue de la Charité, 69002 Lyon'],
		contact: 'Julie Vasseur',
		email: 'julie.vasseur@maison-vasseur.example',
		code: 'C1000'
	},
	words: FRENCH_DISPUTE_WORDS,
	invoiceNumber: (year, number) => `FA-${year}-${padded(number, 4)}`,
	creditNoteNumber: (year, number) => `AV-${year}-${padded(number, 4)}`,
	orderNumber: (number) => `BC-${number}`
};

const NORWOOD: Creditor = {
	seed: 20_260_202,
	slug: 'norwood',
	language: 'en',
	currency: 'GBP',
	organisation: {
		slug: 'norwood',
		name: 'Norwood Supplies Ltd',
		legalName: 'Norwood Supplies Limited',
		email: 'accounts@norwood.example',
		address: '5 Wapping Lane\nLondon E1W 2RL',
		registration: 'Registered in England and Wales · Company No. 99041708 · VAT GB 999 0417 08',
		phone: '020 7946 0417',
		iban: 'GB81XNOR20417162518340',
		bic: 'XNORGB2LXXX',
		ibanSince: localDate('2020-09-01'),
		timeZone: 'Europe/London',
		country: 'GB',
		region: 'ENG',
		language: 'en',
		// As the demo numbers its cases.
		referencePrefix: 'LIT',
		currency: 'GBP',
		accent: '#1b4f8f',
		demo: true
	},
	companies: BRITISH_COMPANIES,
	articles: BRITISH_ARTICLES,
	...BRITISH_PEOPLE,
	hero: {
		company: ['Harbour Café Group', '2 Harbour Parade, Ramsgate CT11 8LJ'],
		contact: 'Olivia Bennett',
		email: 'olivia.bennett@harbourcafe.example',
		code: 'C1000'
	},
	words: ENGLISH_DISPUTE_WORDS,
	invoiceNumber: (year, number) => `INV-${year.slice(2)}-${padded(number, 4)}`,
	creditNoteNumber: (year, number) => `CN-${year.slice(2)}-${padded(number, 4)}`,
	orderNumber: (number) => `PO-${number}`
};

export const CREDITORS: readonly Creditor[] = [GANTIER, NORWOOD];
