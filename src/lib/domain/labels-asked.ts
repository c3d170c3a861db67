import { AppError } from './errors';
import { LANGUAGES, type Labels, type Language } from './language';

/** A label a house gives something of its own: longer, it no longer fits where it is read. */
export const LONGEST_LABEL = 60;

type FieldOf = (language: Language) => string;
const fieldOfForm: FieldOf = (language) => `label-${language}`;

/** Who reads another language reads the words of the house; who knows neither reads English. */
export const isLabelAsked = (language: Language, house: Language): boolean =>
	language === house || language === 'en';

export const missingLabels = (
	labels: Labels,
	house: Language,
	fieldOf: FieldOf = fieldOfForm
): AppError[] =>
	LANGUAGES.filter((language) => isLabelAsked(language, house))
		.filter((language) => !labels[language]?.trim())
		.map((language) => new AppError('required', {}, fieldOf(language)));

/** Nobody could choose between two that are called the same. */
export const takenLabels = (
	labels: Labels,
	beside: readonly { labels: Labels }[],
	fieldOf: FieldOf = fieldOfForm
): AppError[] =>
	LANGUAGES.filter((language) => isTaken(plain(labels[language]), beside, language)).map(
		(language) => new AppError('name_taken', {}, fieldOf(language))
	);

const isTaken = (wanted: string, beside: readonly { labels: Labels }[], language: Language) =>
	wanted !== '' && beside.some(({ labels }) => plain(labels[language]) === wanted);

/** However it is typed. */
const plain = (words = ''): string => words.trim().toLowerCase();
