import { LANGUAGES, type Language } from '$lib/i18n/language';
import { m } from '$lib/i18n/paraglide/messages';
import { runInLanguage } from '$lib/i18n/run-in';
import { rereadClock } from '$lib/server/clock';
import { closePool } from '$lib/server/db/client';
import { systemLanguage, takeLanguage } from './call-language';
import { print, UsageError, type Command } from './command';
import { explain } from './explain';
import { usageOf, wrapped } from './usage';

export { prepare } from './prepare';

const COMMANDS: Record<string, () => Promise<Command>> = {
	import: () => import('./import'),
	dunning: () => import('./dunning'),
	letters: () => import('./letters'),
	scenario: () => import('./scenario'),
	heartbeat: () => import('./heartbeat'),
	report: () => import('./report'),
	link: () => import('./link'),
	user: () => import('./user'),
	organisation: () => import('./organisation'),
	seed: () => import('./seed'),
	release: () => import('./release'),
	witness: () => import('./witness'),
	files: () => import('./files'),
	audit: () => import('./audit'),
	migrate: () => import('./migrate')
};

/** @returns exit code: 0 done, 1 refused or failed, 2 not understood */
export function main(argv: string[]): Promise<number> {
	const system = systemLanguage(process.env);
	return runInLanguage(system, async () => {
		try {
			const { asked, args } = takeLanguage(argv);
			return await call(asked ?? system, args);
		} catch (error) {
			return complain(error);
		}
	});
}

const call = (language: Language, [name = 'help', ...args]: string[]): Promise<number> =>
	runInLanguage(language, async () => {
		if (['help', '--help', '-h'].includes(name)) return help();
		const load = COMMANDS[name];
		if (!load) return complain(new UsageError(unknown(name)));
		const command = await load();
		if (args.includes('--help') || args.includes('-h')) return said(usageOf(command));
		return finish(command, args);
	});

async function finish(command: Command, args: string[]): Promise<number> {
	try {
		rereadClock();
		return await command.run(args);
	} catch (error) {
		return complain(error, command);
	} finally {
		await closePool();
	}
}

async function help(): Promise<number> {
	print(`${m.cli_help_start()}\n`);
	for (const load of Object.values(COMMANDS)) print(`${usageOf(await load())}\n`);
	return said(wrapped(m.cli_help_end({ languages: LANGUAGES.join(', ') })).join('\n'));
}

const unknown = (name: string): string =>
	m.cli_unknown_command({ name, list: Object.keys(COMMANDS).join(', ') });

function said(text: string): number {
	print(text);
	return 0;
}

function complain(error: unknown, command?: Command): number {
	const { words, code } = explain(error);
	const usage = code === 2 && command ? `\n\n${usageOf(command)}` : '';
	process.stderr.write(`${words}${usage}\n`);
	return code;
}
