import path from 'node:path';

/** One command of `npm run entendu -- …`, in a file of its own. */
export interface Command {
	usage: string;
	/** @returns the exit code */
	run(args: string[]): Promise<number>;
}

/** A fault of the person who typed the command, as one plain sentence. */
export class UsageError extends Error {}

/** @throws UsageError when an option that must be given is not */
export function required(value: string | undefined, option: string): string {
	if (value === undefined || value.trim() === '') throw new UsageError(`--${option} is missing.`);
	return value.trim();
}

export const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** A file as typed: relative to the folder the person is in, not to the root npm moved us to. */
export const typedPath = (file: string): string => path.resolve(process.env.INIT_CWD ?? '.', file);
