import { z } from 'zod';
import { AppError, refuseAll } from '../errors';
import { missingLabels, takenLabels } from '../labels-asked';
import { byLanguage, type Labels, type Language } from '../language';
import { CANONICAL_CODES } from './canonical-codes';
import { REASON_ASKS } from './reason-field';
import {
	BUILT_IN_LABELS,
	CLAIM_TYPES,
	REASON_CATEGORIES,
	REQUIRED_LABELS,
	type ReasonKind
} from './reasons';
import { LONGEST_SUGGESTIONS } from './tasks';
import { teamKey } from './team-input';

/** One line of a form on a phone. */
export const LONGEST_LABEL = 120;
/** A page that can still be read while working. */
export const LONGEST_PROCEDURE = 3000;
/** Working days. */
export const MOST_DEADLINE_DAYS = 60;
/** Calendar days. */
export const MOST_HOLD_DAYS = 60;

const label = z.string().trim().max(LONGEST_LABEL);
/** A form sends its lines its own way. */
const lines = (most: number) =>
	z
		.string()
		.transform((text) => text.replace(/\r\n?/g, '\n').trim())
		.pipe(z.string().max(most))
		.default('');

/** What an administrator decides about a reason. Its code and its kind are for good. */
export const reasonSettings = z.object({
	labels: z.object(byLanguage(() => label)),
	category: z.enum(REASON_CATEGORIES),
	claimType: z.enum(CLAIM_TYPES),
	canonicalCode: z.enum(CANONICAL_CODES),
	team: teamKey,
	deadlineDays: z.number().int().min(1).max(MOST_DEADLINE_DAYS),
	/** Null: what its category asks for. */
	asks: z.enum(REASON_ASKS).nullable(),
	answerHoldDays: z.number().int().min(0).max(MOST_HOLD_DAYS),
	holdsWholeInvoice: z.boolean(),
	explanationRequired: z.boolean(),
	/** Before a decided case of it is closed. */
	causeRequired: z.boolean().default(false),
	/** What to do about a case of it. */
	procedure: lines(LONGEST_PROCEDURE),
	/** What its decision usually leaves to do, a line each. */
	suggestedTasks: z
		.object(byLanguage(() => lines(LONGEST_SUGGESTIONS)))
		.default(() => byLanguage(() => ''))
});
export type ReasonSettings = z.infer<typeof reasonSettings>;

export interface Known {
	kind: ReasonKind;
	labels: Labels;
	archived: boolean;
}

interface Around {
	kind: ReasonKind;
	/** Language of the organisation: what is not written is read in its words. */
	house: Language;
	/** Every other reason. */
	others: readonly Known[];
}

/** @throws required, name_taken, number_too_small: everything that is wrong, at once */
export const refuseReason = (wanted: ReasonSettings, around: Around): void =>
	refuseAll([
		...missingLabels(wanted.labels, around.house),
		...sayingTheSame(wanted.labels, around.others),
		...noPause(wanted, around)
	]);

/** A customer cannot choose between two that say the same. Of those he is not offered any may say so. */
export const sayingTheSame = (labels: Labels, others: readonly Known[]): AppError[] =>
	takenLabels(
		labels,
		others.filter(({ archived }) => !archived)
	);

const noPause = ({ answerHoldDays }: ReasonSettings, { kind }: Around): AppError[] =>
	kind === 'answer' && answerHoldDays < 1
		? [new AppError('number_too_small', { min: '1' }, 'answerHoldDays')]
		: [];

const NOTHING_ASKED = {
	...{ asks: null, holdsWholeInvoice: false, explanationRequired: false, causeRequired: false },
	procedure: '',
	suggestedTasks: byLanguage(() => '')
};

/** An answer opens no case: nothing is asked for and nothing is held by it. A dispute pauses nothing. */
export const fitting = (kind: ReasonKind, wanted: ReasonSettings): ReasonSettings =>
	kind === 'answer' ? { ...wanted, ...NOTHING_ASKED } : { ...wanted, answerHoldDays: 0 };

/** Those in which something was written. */
export const written = (labels: Labels): Labels =>
	Object.fromEntries(Object.entries(labels).filter(([, label]) => label?.trim()));

/** To be changed: without the words of the house that stand in for a language in which nobody wrote. */
export function ownLabels({ code, labels }: { code: string; labels: Labels }): Labels {
	const asGiven = Object.entries(REQUIRED_LABELS[code] ?? {});
	const isOurs =
		asGiven.length > 0 && asGiven.every(([key, label]) => labels[key as Language] === label);
	return isOurs ? { ...BUILT_IN_LABELS[code], ...labels } : labels;
}
