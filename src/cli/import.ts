import { parseArgs } from 'node:util';
import { m } from '$lib/i18n/paraglide/messages';
import { print, UsageError } from './command';
import { importFile } from './import-file';
import { show, type FileReport } from './import-report';
import { organisationNamed } from './organisation-named';

export const syntax = `import receivables FILE… [--org SLUG] [--profile NAME] [--mapping FILE.json]
    [--dry-run] [--complete] [--json]`;
export const about = m.cli_about_import;

export async function run([kind, ...args]: string[]): Promise<number> {
	if (kind !== 'receivables') throw new UsageError(m.cli_only({ command: 'import receivables' }));
	const text = { type: 'string' } as const;
	const flag = { type: 'boolean', default: false } as const;
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			org: text,
			profile: text,
			mapping: text,
			'dry-run': flag,
			complete: flag,
			json: flag
		}
	});
	if (positionals.length === 0) throw new UsageError(m.cli_name_a_file());
	const scope = await organisationNamed(values.org);
	const options = {
		profile: values.profile,
		mapping: values.mapping,
		dryRun: values['dry-run'],
		complete: values.complete,
		json: values.json
	};
	const reports: FileReport[] = [];
	for (const file of positionals) reports.push(await importFile(scope, file, options));
	if (options.json) print(JSON.stringify(reports, null, '\t'));
	else reports.forEach(show);
	return reports.some((report) => report.rows > report.bad) ? 0 : 1;
}
