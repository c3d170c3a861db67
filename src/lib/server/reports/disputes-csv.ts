import { labelOf } from '$lib/i18n/labels';
import { money, type Money } from '$lib/domain/money';
import type { ResolutionTime, Share } from '$lib/domain/reports/disputes';
import type { Language } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disputeRowsAsOf, type CaseRow } from '../disputes/report-queries';
import { csvOf, type Cell } from './csv';
import { customerNames, disputesReportOf, type DisputesReportPage } from './disputes';
import type { Period } from './period';

/** The figures of the page, one table: a section per block, a row per figure and currency. */
export async function disputesFiguresCsv(
	unit: Unit<InsideScope>,
	period: Period,
	language: Language
): Promise<string> {
	const figures = figuresOf(await disputesReportOf(unit, period), language);
	return csvOf(
		[
			headings(FIGURE_COLUMNS, language),
			...figures.map((figure) => FIGURE_COLUMNS.map((column) => figure[column] ?? null))
		],
		language
	);
}

const FIGURE_COLUMNS = [
	'section',
	'code',
	'label',
	'cases',
	'currency',
	'amount',
	'closed_cases',
	'mean_days',
	'median_days'
] as const;

/** What a row leaves out stays empty. */
type Figure = Partial<Record<(typeof FIGURE_COLUMNS)[number], Cell>>;

function figuresOf(report: DisputesReportPage, language: Language): Figure[] {
	const block = (section: string, code: string, label: string, share: Share): Figure[] =>
		amountsIn(share, report.currency).map((amount) => ({
			section: words(section, language),
			code,
			label,
			cases: share.count,
			currency: amount.currency,
			amount
		}));
	const total = { count: report.openCount, amounts: report.openAmount };
	return [
		...block('total', report.asOf, words('open_total', language), total),
		...report.byReason.flatMap((row) =>
			block('reason', row.code, labelOf(row.labels, language), row)
		),
		...report.byCustomer.flatMap((row) => block('customer', row.customerCode, row.name, row)),
		...report.byType.flatMap((row) =>
			block('type', row.category, typeWords(row.category, language), row)
		),
		...report.resolutionByType.map((time) => resolutionFigure(time, language))
	];
}

const resolutionFigure = (
	{ category, n, meanDays, medianDays }: ResolutionTime,
	language: Language
): Figure => ({
	section: words('resolution', language),
	code: category,
	label: typeWords(category, language),
	closed_cases: n,
	mean_days: meanDays,
	median_days: medianDays
});

/** Nothing open is a row too: zero. */
const amountsIn = ({ amounts }: Share, currency: string): readonly Money[] =>
	amounts.length ? amounts : [money(0n, currency)];

/** The cases behind the figures, one row each. */
export async function disputesCasesCsv(
	unit: Unit<InsideScope>,
	period: Period,
	language: Language
): Promise<string> {
	const rows = await disputeRowsAsOf(unit, period);
	const names = await customerNames(unit);
	const cells = Object.values(CASE_COLUMNS);
	return csvOf(
		[
			headings(Object.keys(CASE_COLUMNS), language),
			...rows.map((row) => {
				const named = { ...row, ...names.get(row.customerId)! };
				return cells.map((cellOf) => cellOf(named, language));
			})
		],
		language
	);
}

type NamedCase = CaseRow & { customerCode: string; name: string };

/** In the order of the table. */
const CASE_COLUMNS: Record<string, (row: NamedCase, language: Language) => Cell> = {
	reference: ({ reference }) => reference,
	customer_code: ({ customerCode }) => customerCode,
	customer: ({ name }) => name,
	invoices: ({ invoices }) => invoices.join(' '),
	reason_code: ({ reasonCode }) => reasonCode,
	type: ({ category }) => category,
	opened_on: ({ openedOn }) => openedOn,
	status: ({ status }, language) => say(`reports_status_${status}`, {}, language),
	closed_on: ({ closedOn }) => closedOn,
	currency: ({ currency }) => currency,
	blocked: ({ claimedMinor, currency }) => money(claimedMinor, currency),
	accepted: ({ acceptedMinor, currency }) =>
		acceptedMinor === null ? null : money(acceptedMinor, currency)
};

const headings = (columns: readonly string[], language: Language): Cell[] =>
	columns.map((column) => words(column, language));
const words = (key: string, language: Language): string => say(`reports_csv_${key}`, {}, language);
const typeWords = (category: string, language: Language): string =>
	say(`reports_type_${category}`, {}, language);
