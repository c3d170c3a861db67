import { LANGUAGES, type Language } from '../language';

interface DefaultAnswer {
	readonly title: Record<Language, string>;
	readonly body: Record<Language, string>;
	/** It speaks of the customer, to a colleague. */
	readonly isInternal?: true;
}

/** What an organisation begins with; the tags are those of `answer-tags`. */
export const DEFAULT_ANSWERS: readonly DefaultAnswer[] = [
	{
		title: {
			fr: 'Nous vérifions',
			en: 'We are looking into it',
			de: 'Wir prüfen es',
			es: 'Lo estamos comprobando'
		},
		body: {
			fr: 'Bonjour #contact,\n\nNous vérifions votre contestation #litige (#factures_en_litige, #total_en_litige) et vous répondrons au plus tard le #date_de_reponse. D’ici là, cette somme ne vous est pas demandée.\n\n#auteur\n#creancier',
			en: 'Hello #contact,\n\nWe are looking into your dispute #dispute (#disputed_invoices, #total_disputed) and will answer by #answer_date. Until then, you are not asked for this amount.\n\n#writer\n#creditor',
			de: 'Guten Tag #kontakt,\n\nwir prüfen Ihre Beanstandung #klärfall (#rechnungen_beanstandet, #summe_beanstandet) und antworten spätestens am #antwort_datum. Bis dahin fordern wir diesen Betrag nicht an.\n\n#verfasser\n#gläubiger',
			es: 'Hola, #contacto:\n\nEstamos comprobando su disputa #disputa (#facturas_en_disputa, #total_en_disputa) y le responderemos a más tardar el #fecha_de_respuesta. Hasta entonces no le pedimos este importe.\n\n#autor\n#acreedor'
		}
	},
	{
		title: {
			fr: 'Demander le bon de livraison signé',
			en: 'Ask for the signed delivery note',
			de: 'Unterschriebenen Lieferschein anfordern',
			es: 'Pedir el albarán firmado'
		},
		body: {
			fr: 'Bonjour #contact,\n\nPour avancer sur #litige, il nous manque le bon de livraison signé avec vos réserves, ou une photo de la marchandise. Vous pouvez l’ajouter en répondant à ce message.\n\n#auteur',
			en: 'Hello #contact,\n\nTo move forward with #dispute, we need the signed delivery note with your remarks, or a photo of the goods. You can add it by answering this message.\n\n#writer',
			de: 'Guten Tag #kontakt,\n\nfür #klärfall fehlt uns noch der unterschriebene Lieferschein mit Ihren Vorbehalten oder ein Foto der Ware. Sie können beides mit Ihrer Antwort auf diese Nachricht senden.\n\n#verfasser',
			es: 'Hola, #contacto:\n\nPara avanzar con #disputa nos falta el albarán firmado con sus observaciones o una foto de la mercancía. Puede añadirlo respondiendo a este mensaje.\n\n#autor'
		}
	},
	{
		isInternal: true,
		title: {
			fr: 'Question à un collègue',
			en: 'Question to a colleague',
			de: 'Frage an einen Kollegen',
			es: 'Pregunta a un compañero'
		},
		body: {
			fr: '#client conteste #total_en_litige (#factures_en_litige)\u00a0: #motif. Que s’est-il passé, et que pouvons-nous lui répondre avant le #date_de_reponse\u00a0?',
			en: '#customer disputes #total_disputed (#disputed_invoices): #reason. What happened, and what can we answer by #answer_date?',
			de: '#kunde beanstandet #summe_beanstandet (#rechnungen_beanstandet): #grund. Was ist passiert, und was können wir bis #antwort_datum antworten?',
			es: '#cliente discute #total_en_disputa (#facturas_en_disputa): #motivo. ¿Qué ha pasado y qué podemos responderle antes del #fecha_de_respuesta?'
		}
	}
];

/** A text to a colleague, in any of its languages as it was written for the house: never offered for the customer. */
export const isForColleagues = (bodies: Partial<Record<Language, string>>): boolean =>
	DEFAULT_ANSWERS.some(
		({ body, isInternal }) =>
			isInternal && LANGUAGES.some((language) => bodies[language] === body[language])
	);
