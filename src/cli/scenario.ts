import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { readScenarioFile, writeScenarioFile } from '$lib/domain/dunning/scenario-file';
import { placed } from '$lib/domain/dunning/step-schema';
import { asLanguage } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import type { SystemScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { createScenario } from '$lib/server/dunning/create-scenario';
import { scenarioFile, scenariosOf } from '$lib/server/dunning/scenario-queries';
import { print, required, typedPath, UsageError } from './command';
import { organisationNamed } from './organisation-named';

export const usage = `scenario export|import           [--org SLUG] [--lang fr|en]
  export --name NAME [--file FILE]   the version in force as JSON, to the file or to the screen
  import --file FILE                 a new scenario, as a draft`;

const text = { type: 'string' } as const;
type Values = Partial<Record<'org' | 'name' | 'file' | 'lang', string>>;

export async function run([verb = '', ...args]: string[]): Promise<number> {
	const work = VERBS[verb];
	if (!work) throw new UsageError(`There is no "scenario ${verb}". There is: export, import.`);
	const { values } = parseArgs({
		args,
		options: { org: text, name: text, file: text, lang: text }
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
				`No scenario is called "${name}". There is: ${all.map((one) => one.name).join(', ')}.`
			);
		return writeScenarioFile(await scenarioFile(unit, found.id));
	});
	if (values.file) fs.writeFileSync(typedPath(values.file), json);
	else print(json.trimEnd());
}

async function importOne(scope: SystemScope, values: Values): Promise<void> {
	const file = readScenarioFile(fs.readFileSync(typedPath(required(values.file, 'file')), 'utf8'));
	await unitOfWork(scope, (unit) =>
		createScenario(unit, { name: file.name, steps: placed(file.steps) })
	);
	print(say('scenarios_cli_imported', { name: file.name }, asLanguage(values.lang) ?? 'fr'));
}
