import { money, type Money } from '$lib/domain/money';
import type { Share } from '$lib/domain/reports/disputes';
import type { Language } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disputeRowsAsOf } from '../disputes/report-queries';
import { csvOf, type Cell } from './csv';
import { customerNames, disputesReportOf } from './disputes';
import type { Period } from './period';

/** The figures of the page, one table: a section per block, a row per figure and currency. */
export async function disputesFiguresCsv(
	unit: Unit<InsideScope>,
	period: Period,
	language: Language
): Promise<string> {
	const report = await disputesReportOf(unit, period);
	const words = (key: string) => say(`reports_csv_${key}`, {}, language);
	const section = (key: string, code: string, label: string, share: Share): Cell[][] =>
		atLeastOne(share.amounts, report.currency).map((amount) => [
			words(key),
			code,
			label,
			share.count,
			amount.currency,
			amount,
			null,
			null,
			null
		]);
	const total = { count: report.openCount, amounts: report.openAmount };
	return csvOf(
		[
			[
				words('section'),
				words('code'),
				words('label'),
				words('cases'),
				words('currency'),
				words('amount'),
				words('closed_cases'),
				words('mean_days'),
				words('median_days')
			],
			...section('total', report.asOf, words('open_total'), total),
			...report.byReason.flatMap((row) =>
				section('reason', row.code, language === 'fr' ? row.labelFr : row.labelEn, row)
			),
			...report.byCustomer.flatMap((row) => section('customer', row.customerCode, row.name, row)),
			...report.byType.flatMap((row) =>
				section('type', row.category, say(`reports_type_${row.category}`, {}, language), row)
			),
			...report.resolutionByType.map(({ category, n, meanDays, medianDays }): Cell[] => [
				words('resolution'),
				category,
				say(`reports_type_${category}`, {}, language),
				null,
				null,
				null,
				n,
				meanDays,
				medianDays
			])
		],
		language
	);
}

const atLeastOne = (amounts: readonly Money[], currency: string): readonly Money[] =>
	amounts.length ? amounts : [money(0n, currency)];

/** The cases behind the figures, one row each. */
export async function disputesCasesCsv(
	unit: Unit<InsideScope>,
	period: Period,
	language: Language
): Promise<string> {
	const rows = await disputeRowsAsOf(unit, period);
	const names = await customerNames(unit);
	const columns = [
		'reference',
		'customer_code',
		'customer',
		'invoices',
		'reason_code',
		'type',
		'opened_on',
		'status',
		'closed_on',
		'currency',
		'blocked',
		'accepted'
	];
	return csvOf(
		[
			columns.map((column) => say(`reports_csv_${column}`, {}, language)),
			...rows.map((row): Cell[] => {
				const { customerCode, name } = names.get(row.customerId)!;
				const status = say(`reports_status_${row.status}`, {}, language);
				const accepted = row.acceptedMinor === null ? null : money(row.acceptedMinor, row.currency);
				return [
					row.reference,
					customerCode,
					name,
					row.invoices.join(' '),
					row.reasonCode,
					row.category,
					row.openedOn,
					status,
					row.closedOn,
					row.currency,
					money(row.claimedMinor, row.currency),
					accepted
				];
			})
		],
		language
	);
}
