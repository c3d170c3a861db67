import { FIRST_LANGUAGE, LANGUAGES, type Language } from '$lib/domain/language';
import path from 'node:path';
import { parseLocalDate, type LocalDate } from '$lib/domain/calendar';
import { m } from '$lib/i18n/paraglide/messages';

/** One command of `npm run entendu -- …`, in a file of its own. */
export interface Command {
	/** How it is typed: the same in every language. */
	syntax: string;
	/** What it does, in words. */
	about: () => string;
	/** @returns the exit code */
	run(args: string[]): Promise<number>;
}

/** A fault of the person who typed the command, as one plain sentence. */
export class UsageError extends Error {}

/** @throws UsageError when an option that must be given is not */
export function required(value: string | undefined, option: string): string {
	if (value === undefined || value.trim() === '') throw new UsageError(m.cli_missing({ option }));
	return value.trim();
}

/** @throws UsageError when the text is no day, written as the help says */
export function dayOption(value: string | undefined, option: string): LocalDate | null {
	if (value === undefined) return null;
	const day = parseLocalDate(value);
	if (!day) throw new UsageError(m.cli_date({ option, value }));
	return day;
}

/** @throws UsageError when it is none of them */
/** What is not said is French. */
export const languageOption = (value: string | undefined): Language =>
	choiceOption(value ?? FIRST_LANGUAGE, 'language', LANGUAGES);

export function choiceOption<T extends string>(
	value: string,
	option: string,
	choices: readonly T[]
): T {
	const chosen = choices.find((choice) => choice === value);
	if (!chosen) throw new UsageError(m.cli_choice({ option, list: choices.join(', ') }));
	return chosen;
}

export const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** The exit code of what went well. */
export function done(text: string): number {
	if (text) print(text);
	return 0;
}

/** A file as typed: relative to the folder the person is in, not to the root npm moved us to. */
export const typedPath = (file: string): string => path.resolve(process.env.INIT_CWD ?? '.', file);
