import { LANGUAGES, type Language } from '../language';

/**
 * The closed list of what a template may say about a customer: the same tag under its name in every
 * language. `list` is one line per invoice, `link` opens the customer's space.
 */
export const TEMPLATE_TAGS = [
	{ key: 'customer', fr: 'client', en: 'customer', de: 'kunde', es: 'cliente', kind: 'text' },
	{ key: 'contact', fr: 'contact', en: 'contact', de: 'kontakt', es: 'contacto', kind: 'text' },
	{
		key: 'totalOverdue',
		fr: 'total_echu',
		en: 'total_overdue',
		de: 'summe_überfällig',
		es: 'total_vencido',
		kind: 'text'
	},
	{
		key: 'totalAsked',
		fr: 'total_a_payer',
		en: 'total_to_pay',
		de: 'summe_zu_zahlen',
		es: 'total_por_pagar',
		kind: 'text'
	},
	{
		key: 'totalUpcoming',
		fr: 'total_a_venir',
		en: 'total_upcoming',
		de: 'summe_noch_nicht_fällig',
		es: 'total_por_vencer',
		kind: 'text'
	},
	{
		key: 'totalDisputed',
		fr: 'total_en_litige',
		en: 'total_disputed',
		de: 'summe_beanstandet',
		es: 'total_en_disputa',
		kind: 'text'
	},
	{
		key: 'overdueCount',
		fr: 'nombre_echues',
		en: 'overdue_count',
		de: 'anzahl_überfällig',
		es: 'numero_vencidas',
		kind: 'text'
	},
	{
		key: 'overdueInvoices',
		fr: 'factures_echues',
		en: 'overdue_invoices',
		de: 'rechnungen_überfällig',
		es: 'facturas_vencidas',
		kind: 'list'
	},
	{
		key: 'upcomingInvoices',
		fr: 'factures_a_venir',
		en: 'upcoming_invoices',
		de: 'rechnungen_noch_nicht_fällig',
		es: 'facturas_por_vencer',
		kind: 'list'
	},
	{
		key: 'disputedInvoices',
		fr: 'factures_en_litige',
		en: 'disputed_invoices',
		de: 'rechnungen_beanstandet',
		es: 'facturas_en_disputa',
		kind: 'list'
	},
	{ key: 'disputes', fr: 'litiges', en: 'disputes', de: 'klärfälle', es: 'disputas', kind: 'text' },
	{
		key: 'leader',
		fr: 'facture_leader',
		en: 'leader_invoice',
		de: 'älteste_rechnung',
		es: 'factura_principal',
		kind: 'text'
	},
	{
		key: 'leaderDue',
		fr: 'echeance_leader',
		en: 'leader_due_date',
		de: 'älteste_fälligkeit',
		es: 'vencimiento_principal',
		kind: 'text'
	},
	{
		key: 'leaderLateness',
		fr: 'retard_leader',
		en: 'leader_lateness',
		de: 'ältester_verzug',
		es: 'retraso_principal',
		kind: 'text'
	},
	{
		key: 'accountLink',
		fr: 'lien_compte',
		en: 'account_link',
		de: 'link_konto',
		es: 'enlace_cuenta',
		kind: 'link'
	},
	{
		key: 'disputeLink',
		fr: 'lien_contester',
		en: 'dispute_link',
		de: 'link_beanstanden',
		es: 'enlace_reclamar',
		kind: 'link'
	},
	{
		key: 'payLink',
		fr: 'lien_payer',
		en: 'pay_link',
		de: 'link_zahlen',
		es: 'enlace_pagar',
		kind: 'link'
	},
	{ key: 'iban', fr: 'iban', en: 'iban', de: 'iban', es: 'iban', kind: 'text' },
	{ key: 'bic', fr: 'bic', en: 'bic', de: 'bic', es: 'bic', kind: 'text' },
	{
		key: 'reference',
		fr: 'reference',
		en: 'payment_reference',
		de: 'verwendungszweck',
		es: 'referencia',
		kind: 'text'
	},
	{
		key: 'creditor',
		fr: 'creancier',
		en: 'creditor',
		de: 'gläubiger',
		es: 'acreedor',
		kind: 'text'
	},
	{ key: 'phone', fr: 'telephone', en: 'phone', de: 'telefon', es: 'telefono', kind: 'text' },
	{ key: 'email', fr: 'courriel', en: 'email', de: 'e_mail', es: 'correo', kind: 'text' },
	{
		key: 'collector',
		fr: 'responsable',
		en: 'collector',
		de: 'ansprechpartner',
		es: 'responsable',
		kind: 'text'
	},
	{
		key: 'collectorEmail',
		fr: 'courriel_responsable',
		en: 'collector_email',
		de: 'e_mail_ansprechpartner',
		es: 'correo_responsable',
		kind: 'text'
	},
	{ key: 'today', fr: 'date', en: 'today', de: 'heute', es: 'fecha', kind: 'text' }
] as const satisfies readonly ({ key: string; kind: string } & Record<Language, string>)[];

export type TemplateTag = (typeof TEMPLATE_TAGS)[number]['key'];

export type TemplatePart =
	| { kind: 'text'; text: string }
	| { kind: 'tag'; tag: TemplateTag; written: string }
	| { kind: 'unknown'; written: string; line: number; column: number };

/** `##` is a sign of its own; a tag begins with a letter, so "n° #12" stays what it is. */
const TOKEN = /##|#(\p{L}[\p{L}\p{M}\p{N}_]*)/gu;

/** What somebody typed, cut at its tags; nothing typed is ever refused here. */
export function parseTemplateText(typed: string): TemplatePart[] {
	const parts: TemplatePart[] = [];
	let from = 0;
	for (const found of typed.matchAll(TOKEN)) {
		addText(parts, typed.slice(from, found.index));
		if (found[1] === undefined) addText(parts, '#');
		else parts.push(partFor(found[1], typed, found.index));
		from = found.index + found[0].length;
	}
	addText(parts, typed.slice(from));
	return parts;
}

function addText(parts: TemplatePart[], text: string): void {
	const last = parts.at(-1);
	if (last?.kind === 'text') last.text += text;
	else if (text) parts.push({ kind: 'text', text });
}

function partFor(written: string, typed: string, at: number): TemplatePart {
	const tag = BY_NAME.get(plainName(written));
	if (tag) return { kind: 'tag', tag, written };
	const before = typed.slice(0, at).split('\n');
	return { kind: 'unknown', written, line: before.length, column: before.at(-1)!.length + 1 };
}

/** "#Factures_Échues" is the same tag: accents and capitals are no reason to refuse one. */
export const plainName = (name: string): string =>
	name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const BY_NAME: ReadonlyMap<string, TemplateTag> = new Map(
	TEMPLATE_TAGS.flatMap((tag) => LANGUAGES.map((language) => [plainName(tag[language]), tag.key]))
);

/** Back to what is typed. */
export const printTemplateText = (parts: readonly TemplatePart[]): string =>
	parts
		.map((part) => (part.kind === 'text' ? part.text.replaceAll('#', '##') : `#${part.written}`))
		.join('');

export const tagName = (tag: TemplateTag, language: Language): string =>
	TEMPLATE_TAGS.find(({ key }) => key === tag)![language];

/** The tag that was probably meant: at most a third of its letters differ. */
export function suggestionFor(written: string, language: Language): string | undefined {
	const typed = plainName(written).slice(0, 40);
	const [best] = TEMPLATE_TAGS.flatMap((tag) => [
		tag[language],
		...LANGUAGES.map((each) => tag[each])
	])
		.map((name) => ({ name, distance: distanceOf(typed, plainName(name)) }))
		.sort((a, b) => a.distance - b.distance);
	return best && best.distance <= Math.max(1, best.name.length / 3) ? best.name : undefined;
}

/** Letters to add, drop or replace (Levenshtein). */
function distanceOf(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, at) => at);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++)
			next.push(
				Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
			);
		row = next;
	}
	return row[b.length]!;
}
