import { REQUIRED_LANGUAGES, type Labels, type Language } from '../language';

export const REASON_CATEGORIES = [
	'price',
	'delivery',
	'quality',
	'administrative',
	'commercial',
	'legal',
	'payment',
	'other'
] as const;
export type ReasonCategory = (typeof REASON_CATEGORIES)[number];
/** Trade: what was agreed about selling (promotions, rebates, shared advertising); everything else is not. */
export const CLAIM_TYPES = ['trade', 'non_trade'] as const;
export type ClaimType = (typeof CLAIM_TYPES)[number];
/** `answer`: holds dunning for a few days and never counts as a dispute. */
export type ReasonKind = 'dispute' | 'answer';

export interface ReasonDefinition {
	code: string;
	category: ReasonCategory;
	kind: ReasonKind;
	/** French life-cycle reason (XP Z12-012 CDAR, list MDT-113). */
	canonicalCode: string;
	labels: Record<Language, string>;
	team: 'sales' | 'logistics' | 'quality' | 'billing' | 'accounting';
	/** Working days. */
	deadlineDays: number;
	/** Calendar days of pause, answers only. */
	answerHoldDays?: number;
	holdsWholeInvoice?: boolean;
	explanationRequired?: boolean;
}

/** Preloaded for a new organisation; labels are written as the customer would say it. */
export const DEFAULT_REASONS: readonly ReasonDefinition[] = [
	{
		code: 'price_unit',
		category: 'price',
		kind: 'dispute',
		canonicalCode: 'PU_ERR',
		labels: {
			fr: 'Le prix ne correspond pas',
			en: 'The price is not what we agreed',
			de: 'Der Preis stimmt nicht',
			es: 'El precio no es el acordado'
		},
		team: 'sales',
		deadlineDays: 4
	},
	{
		code: 'price_discount',
		category: 'price',
		kind: 'dispute',
		canonicalCode: 'REM_ERR',
		labels: {
			fr: 'Une remise manque',
			en: 'A discount is missing',
			de: 'Ein Rabatt fehlt',
			es: 'Falta un descuento'
		},
		team: 'sales',
		deadlineDays: 4
	},
	{
		code: 'quantity_short',
		category: 'delivery',
		kind: 'dispute',
		canonicalCode: 'QTE_ERR',
		labels: {
			fr: 'La quantité livrée est différente',
			en: 'The quantity delivered is different',
			de: 'Die gelieferte Menge stimmt nicht',
			es: 'La cantidad entregada es distinta'
		},
		team: 'logistics',
		deadlineDays: 3
	},
	{
		code: 'delivery_incomplete',
		category: 'delivery',
		kind: 'dispute',
		canonicalCode: 'LIVR_INCOMP',
		labels: {
			fr: 'Je n’ai pas été livré, ou en retard',
			en: 'Not delivered, or delivered late',
			de: 'Nicht oder zu spät geliefert',
			es: 'No lo he recibido, o ha llegado tarde'
		},
		team: 'logistics',
		deadlineDays: 3
	},
	{
		code: 'goods_damaged',
		category: 'quality',
		kind: 'dispute',
		canonicalCode: 'QUALITE_ERR',
		labels: {
			fr: 'Le produit ou le service a un défaut',
			en: 'The product or service is faulty',
			de: 'Ware oder Leistung ist mangelhaft',
			es: 'El producto o el servicio tiene un defecto'
		},
		team: 'quality',
		deadlineDays: 5
	},
	{
		code: 'order_reference',
		category: 'administrative',
		kind: 'dispute',
		canonicalCode: 'CMD_ERR',
		labels: {
			fr: 'Il manque une information (bon de commande, TVA, adresse)',
			en: 'Something is missing (PO number, VAT, address)',
			de: 'Eine Angabe fehlt (Bestellnummer, USt., Adresse)',
			es: 'Falta un dato (n.º de pedido, IVA, dirección)'
		},
		team: 'billing',
		deadlineDays: 2,
		holdsWholeInvoice: true
	},
	{
		code: 'duplicate_invoice',
		category: 'administrative',
		kind: 'dispute',
		canonicalCode: 'DOUBLON',
		labels: {
			fr: 'Facture reçue en double',
			en: 'Invoiced twice',
			de: 'Rechnung doppelt erhalten',
			es: 'Factura recibida dos veces'
		},
		team: 'billing',
		deadlineDays: 2
	},
	{
		code: 'other',
		category: 'other',
		kind: 'dispute',
		canonicalCode: 'AUTRE',
		labels: { fr: 'Autre raison', en: 'Another reason', de: 'Anderer Grund', es: 'Otro motivo' },
		team: 'sales',
		deadlineDays: 5,
		explanationRequired: true
	},
	{
		code: 'already_paid',
		category: 'payment',
		kind: 'answer',
		canonicalCode: 'AUTRE',
		labels: {
			fr: 'Je l’ai déjà payée',
			en: 'I have already paid it',
			de: 'Ich habe sie schon bezahlt',
			es: 'Ya la he pagado'
		},
		team: 'accounting',
		deadlineDays: 2,
		answerHoldDays: 7
	},
	{
		code: 'invoice_not_received',
		category: 'administrative',
		kind: 'answer',
		canonicalCode: 'AUTRE',
		labels: {
			fr: 'Je n’ai pas reçu cette facture',
			en: 'I did not receive this invoice',
			de: 'Ich habe diese Rechnung nicht erhalten',
			es: 'No he recibido esta factura'
		},
		team: 'billing',
		deadlineDays: 2,
		answerHoldDays: 5
	}
];

const byCode = (labelsOf: (reason: ReasonDefinition) => Labels): Record<string, Labels> =>
	Object.fromEntries(DEFAULT_REASONS.map((reason) => [reason.code, labelsOf(reason)]));

/** The words a reason begins with. */
export const BUILT_IN_LABELS = byCode(({ labels }) => labels);

/** Those every organisation has had from its beginning: whoever rewrites a reason rewrites one of them. */
export const REQUIRED_LABELS = byCode(({ labels }) =>
	Object.fromEntries(REQUIRED_LANGUAGES.map((language) => [language, labels[language]]))
);
