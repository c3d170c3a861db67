import { AppError } from '$lib/domain/errors';
import { asLanguage } from '$lib/i18n/language';
import { errorWords } from '$lib/i18n/words';
import { rereadClock } from '$lib/server/clock';
import { closePool } from '$lib/server/db/client';
import { print, UsageError, type Command } from './command';

export { prepare } from './prepare';

const COMMANDS: Record<string, () => Promise<Command>> = {
	import: () => import('./import'),
	dunning: () => import('./dunning'),
	heartbeat: () => import('./heartbeat'),
	report: () => import('./report'),
	link: () => import('./link'),
	user: () => import('./user'),
	organisation: () => import('./organisation'),
	seed: () => import('./seed'),
	migrate: () => import('./migrate')
};

/** @returns exit code: 0 done, 1 refused or failed, 2 not understood */
export async function main(argv: string[]): Promise<number> {
	const [name = 'help', ...args] = argv;
	if (['help', '--help', '-h'].includes(name)) return help();
	const load = COMMANDS[name];
	if (!load) return misunderstood(`There is no command "${name}".`);
	const command = await load();
	if (args.includes('--help') || args.includes('-h')) return said(command.usage);
	return finish(command, args);
}

async function finish(command: Command, args: string[]): Promise<number> {
	try {
		rereadClock();
		return await command.run(args);
	} catch (error) {
		return explain(error, command.usage);
	} finally {
		await closePool();
	}
}

async function help(): Promise<number> {
	print('npm run entendu -- <command> [options]\n');
	for (const load of Object.values(COMMANDS)) print((await load()).usage.trim());
	return said('\n<command> --help says more about one of them.');
}

function explain(error: unknown, usage: string): number {
	if (error instanceof AppError)
		return complain(errorWords(error.code, error.details, language()), 1);
	if (error instanceof UsageError || isParseError(error))
		return complain(`${error.message}\n\n${usage.trim()}`, 2);
	return complain(error instanceof Error ? (error.stack ?? error.message) : String(error), 1);
}

/** What node:util's parseArgs throws about options it does not know. */
const isParseError = (error: unknown): error is Error =>
	error instanceof Error &&
	String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');

const language = () =>
	asLanguage(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG) ?? 'en';

const misunderstood = (text: string): number =>
	complain(`${text} There is: ${Object.keys(COMMANDS).join(', ')}.`, 2);

function said(text: string): number {
	print(text.trim());
	return 0;
}

function complain(text: string, code: number): number {
	process.stderr.write(`${text}\n`);
	return code;
}
