import { writeCsv } from '$lib/domain/intake/write-csv';
import type { Language } from '$lib/i18n/language';
import { m } from '$lib/i18n/paraglide/messages';
import { problemWords } from '$lib/i18n/problem-words';
import type { ImportResult } from '../db/schema/imports';

/** The rows that were not imported and the values that were left out, each with its line, column and reason in words. */
export function errorFile(errors: ImportResult['errors'], locale: Language): string {
	const header = [
		m.intake_error_file_line({}, { locale }),
		m.intake_error_file_column({}, { locale }),
		m.intake_error_file_reason({}, { locale }),
		m.intake_error_file_value({}, { locale }),
		m.intake_error_file_raw({}, { locale })
	];
	return writeCsv([
		header,
		...errors.map((error) => [
			String(error.line),
			error.column,
			problemWords(error, locale),
			error.value,
			error.raw
		])
	]);
}
