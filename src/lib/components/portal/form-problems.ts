export interface FormProblem {
	words: string;
	field: string | null;
	/** Place among the files that were sent. */
	file?: number;
}
export interface ShownProblem {
	words: string;
	field: string | null;
	/** The file at fault, when this page still has it. */
	file: File | null;
}

/** What a refusal still says once files were taken away: those at fault, or any when no file was named. */
export const stillTrue = (
	problems: readonly FormProblem[],
	sent: readonly File[],
	files: readonly File[]
): ShownProblem[] =>
	problems
		.map(({ words, field, file: place }) => ({
			words,
			field,
			file: place === undefined ? null : (sent[place] ?? null)
		}))
		.filter(
			({ field, file }) =>
				field !== 'files' || (file ? [file] : sent).every((kept) => files.includes(kept))
		);
