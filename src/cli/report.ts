import { parseArgs } from 'node:util';
import { AppError } from '$lib/domain/errors';
import { m } from '$lib/i18n/paraglide/messages';
import { getLocale } from '$lib/i18n/paraglide/runtime';
import { unitOfWork } from '$lib/server/db/client';
import { periodOf, type Period } from '$lib/server/reports/period';
import { REPORTS, type Report } from '$lib/server/reports/registry';
import { choiceOption, dayOption, print, UsageError } from './command';
import { organisationNamed } from './organisation-named';

export const syntax = `report disputes [--org SLUG] [--as-of YYYY-MM-DD] [--from YYYY-MM-DD]
    [--format json|csv] [--table figures|cases]`;
export const about = m.cli_about_report;

const text = { type: 'string' } as const;

export async function run([name = '', ...args]: string[]): Promise<number> {
	const report = REPORTS[name];
	if (!report)
		throw new UsageError(m.cli_no_report({ name, list: Object.keys(REPORTS).join(', ') }));
	const { values } = parseArgs({
		args,
		options: { org: text, 'as-of': text, from: text, format: text, table: text }
	});
	const scope = await organisationNamed(values.org);
	const write = writerFor(report, values);
	const asked = {
		asOf: dayOption(values['as-of'], 'as-of') ?? '',
		from: dayOption(values.from, 'from') ?? ''
	};
	await unitOfWork(scope, async (unit) => print(await write(unit, periodFor(asked, unit.today))));
	return 0;
}

/** Both days exist: what is left to refuse is their order. */
function periodFor(...asked: Parameters<typeof periodOf>): Period {
	try {
		return periodOf(...asked);
	} catch (error) {
		if (error instanceof AppError) throw new UsageError(m.cli_period());
		throw error;
	}
}

function writerFor(
	report: Report,
	{ format = 'json', table = 'figures' }: { format?: string; table?: string }
) {
	if (choiceOption(format, 'format', ['json', 'csv']) === 'json')
		return async (...[unit, period]: Parameters<Report['figures']>) =>
			JSON.stringify(await report.figures(unit, period), plain, '\t');
	const csv = report.csv[choiceOption(table, 'table', Object.keys(report.csv))]!;
	return async (...[unit, period]: Parameters<Report['figures']>) =>
		(await csv(unit, period, getLocale())).trimEnd();
}

/** JSON has no exact large numbers: amounts are text, in minor units. */
const plain = (_: string, value: unknown): unknown =>
	typeof value === 'bigint' ? value.toString() : value;
