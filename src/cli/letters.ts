import fs from 'node:fs';
import { parseArgs } from 'node:util';
import type { LocalDate } from '$lib/domain/calendar';
import { SIDES, type Sides } from '$lib/domain/dunning/print-order';
import { formatDay } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import type { SystemScope } from '$lib/server/auth/scope';
import { todayIn } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { makePrintFile } from '$lib/server/dunning/letters/make-print-file';
import { lettersOfRun, printFilesOf, readPrintFile } from '$lib/server/dunning/letters/print-files';
import { runIdOn } from '$lib/server/dunning/run-queries';
import { choiceOption, dayOption, done, print, required, typedPath, UsageError } from './command';
import { organisationNamed } from './organisation-named';

export const syntax =
	'letters print --out FILE.pdf [--org SLUG] [--run YYYY-MM-DD] [--sides one|two]';
export const about = m.cli_about_letters;

const text = { type: 'string' } as const;

export async function run([verb = '', ...args]: string[]): Promise<number> {
	if (verb !== 'print') throw new UsageError(m.cli_only({ command: 'letters print' }));
	const { values } = parseArgs({
		args,
		options: { org: text, run: text, out: text, sides: { ...text, default: 'one' } }
	});
	const out = required(values.out, 'out');
	const sides = choiceOption(values.sides, 'sides', SIDES);
	const asked = dayOption(values.run, 'run');
	const scope = await organisationNamed(values.org);
	const on = asked ?? todayIn(scope.timeZone);
	const runId = await unitOfWork(scope, (unit) => runIdOn(unit, on));
	if (!runId) return done(await nothingSaid(scope, m.letters_cli_no_run({ day: formatDay(on) })));
	print((await printed(scope, { runId, sides, out })) ?? (await nothingToPrint(scope, runId, on)));
	return 0;
}

/** The file stays in the application as well: written here a second time, it is still the same one. */
async function printed(
	scope: SystemScope,
	{ runId, sides, out }: { runId: string; sides: Sides; out: string }
): Promise<string | null> {
	const made = await unitOfWork(scope, (unit) => makePrintFile(unit, { runId, sides }));
	if (!made) return null;
	const file = await unitOfWork(scope, (unit) => readPrintFile(unit, made.printFileId));
	fs.writeFileSync(typedPath(out), file.content);
	const told = m.letters_cli_made({ file: out, letters: made.letters, pages: made.pages });
	return made.leftOut ? `${told}\n${m.letters_done_left_out({ count: made.leftOut })}` : told;
}

async function nothingToPrint(scope: SystemScope, runId: string, on: LocalDate): Promise<string> {
	const { written, toConfirm } = await unitOfWork(scope, (unit) => lettersOfRun(unit, runId));
	const said = written
		? m.letters_done_nothing()
		: toConfirm
			? m.letters_cli_to_confirm({ day: formatDay(on), count: toConfirm })
			: m.letters_cli_none({ day: formatDay(on) });
	return nothingSaid(scope, said);
}

/** With the days on which there is something to print. */
async function nothingSaid(scope: SystemScope, said: string): Promise<string> {
	const { waiting } = await unitOfWork(scope, printFilesOf);
	const list = waiting.map(({ on, letters }) => `${on} (${letters})`).join(', ');
	return list ? `${said}\n${m.letters_cli_elsewhere({ list })}` : said;
}
