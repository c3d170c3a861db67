import { AppError } from '$lib/domain/errors';
import { m } from '$lib/i18n/paraglide/messages';
import { fileRefusalWords } from '$lib/i18n/scenario-file-words';
import { UsageError } from './command';

export interface Explanation {
	words: string;
	/** 1 refused or failed, 2 not understood: the help then follows. */
	code: 1 | 2;
}

export function explain(error: unknown): Explanation {
	if (error instanceof AppError) return { words: allWords(error), code: 1 };
	if (error instanceof UsageError) return { words: error.message, code: 2 };
	const misread = parseWords(error);
	if (misread) return { words: misread, code: 2 };
	if (isUnprepared(error)) return { words: m.cli_database_unprepared(), code: 1 };
	return {
		words: error instanceof Error ? (error.stack ?? error.message) : String(error),
		code: 1
	};
}

/** A file is refused for everything that is wrong with it. */
const allWords = (error: AppError): string =>
	[error, ...error.others].map((each) => fileRefusalWords(each)).join('\n');

/** What node:util's parseArgs throws about options it does not know, in English only. */
function parseWords(error: unknown): string | null {
	if (!(error instanceof Error)) return null;
	const { code } = error as NodeJS.ErrnoException;
	const text = /'([^']*)'/.exec(error.message)?.[1] ?? '';
	if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return m.cli_unknown_option({ option: text });
	if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return m.cli_option_value({ option: text });
	if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return m.cli_unexpected({ text });
	return null;
}

/** A table, column, schema or role that the migrations make is not there. */
const UNMADE: ReadonlySet<unknown> = new Set(['42P01', '42703', '3F000', '42704', '22023']);

function isUnprepared(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	return UNMADE.has((error as { code?: unknown }).code) || isUnprepared(error.cause);
}
