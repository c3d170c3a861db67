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
/** `answer`: holds dunning for a few days and never counts as a dispute. */
export type ReasonKind = 'dispute' | 'answer';

export interface ReasonDefinition {
	code: string;
	category: ReasonCategory;
	kind: ReasonKind;
	/** French life-cycle reason (XP Z12-012 CDAR, list MDT-113). */
	canonicalCode: string;
	labelFr: string;
	labelEn: string;
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
		labelFr: 'Le prix ne correspond pas',
		labelEn: 'The price is not what we agreed',
		team: 'sales',
		deadlineDays: 4
	},
	{
		code: 'price_discount',
		category: 'price',
		kind: 'dispute',
		canonicalCode: 'REM_ERR',
		labelFr: 'Une remise manque',
		labelEn: 'A discount is missing',
		team: 'sales',
		deadlineDays: 4
	},
	{
		code: 'quantity_short',
		category: 'delivery',
		kind: 'dispute',
		canonicalCode: 'QTE_ERR',
		labelFr: 'La quantité livrée est différente',
		labelEn: 'The quantity delivered is different',
		team: 'logistics',
		deadlineDays: 3
	},
	{
		code: 'delivery_incomplete',
		category: 'delivery',
		kind: 'dispute',
		canonicalCode: 'LIVR_INCOMP',
		labelFr: 'Je n’ai pas été livré, ou en retard',
		labelEn: 'Not delivered, or delivered late',
		team: 'logistics',
		deadlineDays: 3
	},
	{
		code: 'goods_damaged',
		category: 'quality',
		kind: 'dispute',
		canonicalCode: 'QUALITE_ERR',
		labelFr: 'Le produit ou le service a un défaut',
		labelEn: 'The product or service is faulty',
		team: 'quality',
		deadlineDays: 5
	},
	{
		code: 'order_reference',
		category: 'administrative',
		kind: 'dispute',
		canonicalCode: 'CMD_ERR',
		labelFr: 'Il manque une information (bon de commande, TVA, adresse)',
		labelEn: 'Something is missing (PO number, VAT, address)',
		team: 'billing',
		deadlineDays: 2,
		holdsWholeInvoice: true
	},
	{
		code: 'duplicate_invoice',
		category: 'administrative',
		kind: 'dispute',
		canonicalCode: 'DOUBLON',
		labelFr: 'Facture reçue en double',
		labelEn: 'Invoiced twice',
		team: 'billing',
		deadlineDays: 2
	},
	{
		code: 'other',
		category: 'other',
		kind: 'dispute',
		canonicalCode: 'AUTRE',
		labelFr: 'Autre raison',
		labelEn: 'Another reason',
		team: 'sales',
		deadlineDays: 5,
		explanationRequired: true
	},
	{
		code: 'already_paid',
		category: 'payment',
		kind: 'answer',
		canonicalCode: 'AUTRE',
		labelFr: 'Je l’ai déjà payée',
		labelEn: 'I have already paid it',
		team: 'accounting',
		deadlineDays: 2,
		answerHoldDays: 7
	},
	{
		code: 'invoice_not_received',
		category: 'administrative',
		kind: 'answer',
		canonicalCode: 'AUTRE',
		labelFr: 'Je n’ai pas reçu cette facture',
		labelEn: 'I did not receive this invoice',
		team: 'billing',
		deadlineDays: 2,
		answerHoldDays: 5
	}
];
