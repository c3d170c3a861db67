import type { LocalDate } from '$lib/domain/calendar';
import type { LetterLine, LetterSum } from '$lib/domain/late-charges/letter-sums';
import type { LateTerms } from '$lib/domain/late-charges/terms';
import type { Language } from '$lib/i18n/language';
import { formalWords, lateTermsWords } from '$lib/i18n/late-terms';
import { say } from '$lib/i18n/words';

/** Everything printed on a letter. */
export interface LetterFacts {
	sender: {
		name: string;
		legalName: string;
		address: string;
		registration: string;
		phone: string;
		email: string;
		iban: string;
		bic: string;
		accent: string;
	};
	/** PNG; missing = the name alone. */
	logo?: Uint8Array | undefined;
	recipient: { name: string; contact: string; address: string; code: string };
	language: Language;
	on: LocalDate;
	/** Of the notice, for whoever answers. */
	reference: string;
	/** Handed over at the counter: says so above its subject. */
	registered: boolean;
	subject: string;
	/** Words of the organisation around the list; null: those that come with the product. */
	own: { opening: readonly string[]; ending: readonly string[] } | null;
	/** Says so across every page: it is looked at, never posted. */
	isDraft?: boolean;
	/** A formal notice names the article that makes it one. */
	formal: boolean;
	lines: (LetterLine & {
		number: string;
		dueOn: LocalDate | null;
		openMinor: bigint;
		disputedMinor: bigint;
		/** Of it, what a decision made payable again; missing = nothing. */
		refusedMinor?: bigint;
		/** Of it, what a decision accepted and nothing has settled yet; missing = nothing. */
		acceptedMinor?: bigint;
		/** Waited for; missing = nothing. */
		promisedMinor?: bigint;
		heldMinor?: bigint;
		/** Of what nobody has decided yet. */
		disputes: readonly string[];
	})[];
	sums: LetterSum[];
	/** What the interest and the fixed sums rest on. */
	terms: LateTerms;
}

export type LetterWords = (key: string, inputs?: Record<string, unknown>) => string;

/** Letters of the printed font instead of the thin space it may lack. */
export const letterWords =
	(language: Language): LetterWords =>
	(key, inputs = {}) =>
		say(`letters_pdf_${key}`, inputs, language).replaceAll('\u202f', '\u00a0');

/** What the law makes of this letter. */
export const legalWords = ({ terms, language, formal }: LetterFacts): string[] =>
	[...lateTermsWords(terms, language), ...(formal ? [formalWords(terms, language)] : [])].map(
		(sentence) => sentence.replaceAll('\u202f', '\u00a0')
	);
