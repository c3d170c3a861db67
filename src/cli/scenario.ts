import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { writeScenarioFile } from '$lib/domain/dunning/scenario-file';
import { m } from '$lib/i18n/paraglide/messages';
import type { SystemScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { scenarioFile } from '$lib/server/dunning/export-scenario';
import { importScenario } from '$lib/server/dunning/import-scenario';
import { scenariosOf } from '$lib/server/dunning/scenario-queries';
import { print, required, typedPath, UsageError } from './command';
import { organisationNamed } from './organisation-named';

export const syntax = `scenario export --name NAME [--file FILE] [--org SLUG]
scenario import --file FILE [--org SLUG]`;
export const about = m.cli_about_scenario;

const text = { type: 'string' } as const;
type Values = Partial<Record<'org' | 'name' | 'file', string>>;

export async function run([verb = '', ...args]: string[]): Promise<number> {
	const work = VERBS[verb];
	if (!work) throw new UsageError(m.cli_only({ command: 'scenario export, scenario import' }));
	const { values } = parseArgs({
		args,
		options: { org: text, name: text, file: text }
	});
	await work(await organisationNamed(values.org), values);
	return 0;
}

const VERBS: Record<string, ((scope: SystemScope, values: Values) => Promise<void>) | undefined> = {
	export: exportOne,
	import: importOne
};

async function exportOne(scope: SystemScope, values: Values): Promise<void> {
	const name = required(values.name, 'name');
	const json = await unitOfWork(scope, async (unit) => {
		const all = await scenariosOf(unit);
		const found = all.find((one) => one.name === name);
		if (!found)
			throw new UsageError(
				all.length
					? m.cli_scenario_named({ name, list: all.map((one) => one.name).join(', ') })
					: m.cli_no_scenario_yet({ name })
			);
		return writeScenarioFile(await scenarioFile(unit, found.id));
	});
	if (values.file) fs.writeFileSync(typedPath(values.file), json);
	else print(json.trimEnd());
}

async function importOne(scope: SystemScope, values: Values): Promise<void> {
	const json = fs.readFileSync(typedPath(required(values.file, 'file')), 'utf8');
	const { name, isRenamed } = await unitOfWork(scope, (unit) => importScenario(unit, json));
	if (isRenamed) print(m.scenarios_done_numbered({ name }));
	print(m.scenarios_cli_imported({ name }));
}
