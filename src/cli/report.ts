import { parseArgs } from 'node:util';
import { asLanguage } from '$lib/i18n/language';
import { unitOfWork } from '$lib/server/db/client';
import { periodOf } from '$lib/server/reports/period';
import { REPORTS, type Report } from '$lib/server/reports/registry';
import { print, UsageError } from './command';
import { organisationNamed } from './organisation-named';

export const usage = `report disputes                  [--org SLUG] [--as-of DATE] [--from DATE] [--format json|csv]
                                 [--table figures|cases] [--lang fr|en]: the dispute report as it stood
                                 at the end of that day`;

const text = { type: 'string' } as const;

export async function run([name = '', ...args]: string[]): Promise<number> {
	const report = REPORTS[name];
	if (!report)
		throw new UsageError(
			`There is no report "${name}". There is: ${Object.keys(REPORTS).join(', ')}.`
		);
	const { values } = parseArgs({
		args,
		options: { org: text, 'as-of': text, from: text, format: text, table: text, lang: text }
	});
	const scope = await organisationNamed(values.org);
	const write = writerFor(report, values);
	await unitOfWork(scope, async (unit) => {
		print(
			await write(
				unit,
				periodOf({ asOf: values['as-of'] ?? '', from: values.from ?? '' }, unit.today)
			)
		);
	});
	return 0;
}

type Csv = Report['csv'][string];

function writerFor(
	report: Report,
	{ format = 'json', table = 'figures', lang }: { format?: string; table?: string; lang?: string }
) {
	const language = lang === undefined ? 'fr' : asLanguage(lang);
	if (!language) throw new UsageError('--lang is fr or en.');
	if (format === 'json')
		return async (...[unit, period]: Parameters<Report['figures']>) =>
			JSON.stringify(await report.figures(unit, period), plain, '\t');
	const csv: Csv | undefined = report.csv[table];
	if (format !== 'csv') throw new UsageError('--format is json or csv.');
	if (!csv) throw new UsageError(`--table is ${Object.keys(report.csv).join(' or ')}.`);
	return async (...[unit, period]: Parameters<Report['figures']>) =>
		(await csv(unit, period, language)).trimEnd();
}

/** JSON has no exact large numbers: amounts are text, in minor units. */
const plain = (_: string, value: unknown): unknown =>
	typeof value === 'bigint' ? value.toString() : value;
