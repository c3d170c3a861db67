/**
 * The closed list of what a template may say about a customer: the same tag under its French and its
 * English name. `list` is one line per invoice, `link` opens the customer's space.
 */
export const TEMPLATE_TAGS = [
	{ key: 'customer', fr: 'client', en: 'customer', kind: 'text' },
	{ key: 'contact', fr: 'contact', en: 'contact', kind: 'text' },
	{ key: 'totalOverdue', fr: 'total_echu', en: 'total_overdue', kind: 'text' },
	{ key: 'totalAsked', fr: 'total_a_payer', en: 'total_to_pay', kind: 'text' },
	{ key: 'totalUpcoming', fr: 'total_a_venir', en: 'total_upcoming', kind: 'text' },
	{ key: 'totalDisputed', fr: 'total_en_litige', en: 'total_disputed', kind: 'text' },
	{ key: 'overdueCount', fr: 'nombre_echues', en: 'overdue_count', kind: 'text' },
	{ key: 'overdueInvoices', fr: 'factures_echues', en: 'overdue_invoices', kind: 'list' },
	{ key: 'upcomingInvoices', fr: 'factures_a_venir', en: 'upcoming_invoices', kind: 'list' },
	{ key: 'disputedInvoices', fr: 'factures_en_litige', en: 'disputed_invoices', kind: 'list' },
	{ key: 'disputes', fr: 'litiges', en: 'disputes', kind: 'text' },
	{ key: 'leader', fr: 'facture_leader', en: 'leader_invoice', kind: 'text' },
	{ key: 'leaderDue', fr: 'echeance_leader', en: 'leader_due_date', kind: 'text' },
	{ key: 'leaderLateness', fr: 'retard_leader', en: 'leader_lateness', kind: 'text' },
	{ key: 'accountLink', fr: 'lien_compte', en: 'account_link', kind: 'link' },
	{ key: 'disputeLink', fr: 'lien_contester', en: 'dispute_link', kind: 'link' },
	{ key: 'payLink', fr: 'lien_payer', en: 'pay_link', kind: 'link' },
	{ key: 'iban', fr: 'iban', en: 'iban', kind: 'text' },
	{ key: 'bic', fr: 'bic', en: 'bic', kind: 'text' },
	{ key: 'reference', fr: 'reference', en: 'payment_reference', kind: 'text' },
	{ key: 'creditor', fr: 'creancier', en: 'creditor', kind: 'text' },
	{ key: 'phone', fr: 'telephone', en: 'phone', kind: 'text' },
	{ key: 'email', fr: 'courriel', en: 'email', kind: 'text' },
	{ key: 'collector', fr: 'responsable', en: 'collector', kind: 'text' },
	{ key: 'collectorEmail', fr: 'courriel_responsable', en: 'collector_email', kind: 'text' },
	{ key: 'today', fr: 'date', en: 'today', kind: 'text' }
] as const;

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
const plainName = (name: string): string =>
	name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const BY_NAME: ReadonlyMap<string, TemplateTag> = new Map(
	TEMPLATE_TAGS.flatMap(({ key, fr, en }) => [
		[fr, key],
		[en, key]
	])
);

/** Back to what is typed. */
export const printTemplateText = (parts: readonly TemplatePart[]): string =>
	parts
		.map((part) => (part.kind === 'text' ? part.text.replaceAll('#', '##') : `#${part.written}`))
		.join('');

export const tagName = (tag: TemplateTag, language: 'fr' | 'en'): string =>
	TEMPLATE_TAGS.find(({ key }) => key === tag)![language];

/** The tag that was probably meant: at most a third of its letters differ. */
export function suggestionFor(written: string, language: 'fr' | 'en'): string | undefined {
	const typed = plainName(written).slice(0, 40);
	const [best] = TEMPLATE_TAGS.flatMap((tag) => [tag[language], tag.fr, tag.en])
		.map((name) => ({ name, distance: distanceOf(typed, name) }))
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
