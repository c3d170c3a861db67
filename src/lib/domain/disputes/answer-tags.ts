import { parseTemplateText, plainName, type TemplatePart } from '../dunning/template-tags';
import { LANGUAGES, type Language } from '../language';

/** What a prepared answer may say about a case, under its name in every language; the same names as in reminders. */
export const ANSWER_TAGS = [
	{ key: 'customer', fr: 'client', en: 'customer', de: 'kunde', es: 'cliente' },
	{ key: 'contact', fr: 'contact', en: 'contact', de: 'kontakt', es: 'contacto' },
	{ key: 'dispute', fr: 'litige', en: 'dispute', de: 'klärfall', es: 'disputa' },
	{ key: 'reason', fr: 'motif', en: 'reason', de: 'grund', es: 'motivo' },
	{
		key: 'invoices',
		fr: 'factures_en_litige',
		en: 'disputed_invoices',
		de: 'rechnungen_beanstandet',
		es: 'facturas_en_disputa'
	},
	{
		key: 'amount',
		fr: 'total_en_litige',
		en: 'total_disputed',
		de: 'summe_beanstandet',
		es: 'total_en_disputa'
	},
	{
		key: 'deadline',
		fr: 'date_de_reponse',
		en: 'answer_date',
		de: 'antwort_datum',
		es: 'fecha_de_respuesta'
	},
	{ key: 'creditor', fr: 'creancier', en: 'creditor', de: 'gläubiger', es: 'acreedor' },
	{ key: 'writer', fr: 'auteur', en: 'writer', de: 'verfasser', es: 'autor' },
	{ key: 'today', fr: 'date', en: 'today', de: 'heute', es: 'fecha' }
] as const satisfies readonly ({ key: string } & Record<Language, string>)[];

export type AnswerTag = (typeof ANSWER_TAGS)[number]['key'];
export type AnswerValues = Readonly<Record<AnswerTag, string>>;

const BY_NAME: ReadonlyMap<string, AnswerTag> = new Map(
	ANSWER_TAGS.flatMap((tag) => LANGUAGES.map((language) => [plainName(tag[language]), tag.key]))
);
const tagOf = (part: TemplatePart): AnswerTag | undefined =>
	part.kind === 'text' ? undefined : BY_NAME.get(plainName(part.written));

/** Names no case has anything for, as they were typed. */
export const unknownTagsIn = (typed: string): string[] =>
	parseTemplateText(typed).flatMap((part) =>
		part.kind === 'text' || tagOf(part) ? [] : [part.written]
	);

/** Plain text, for somebody to read over and change. */
export const fillAnswer = (typed: string, values: AnswerValues): string =>
	parseTemplateText(typed)
		.map((part) => (part.kind === 'text' ? part.text : valueOf(part, values)))
		.join('');

function valueOf(part: Exclude<TemplatePart, { kind: 'text' }>, values: AnswerValues): string {
	const tag = tagOf(part);
	return tag ? values[tag] : `#${part.written}`;
}
