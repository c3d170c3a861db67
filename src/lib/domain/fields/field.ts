import { z } from 'zod';
import { AppError, refuseAll } from '../errors';
import { LONGEST_LABEL, missingLabels, takenLabels } from '../labels-asked';
import { byLanguage, type Labels, type Language } from '../language';

/** What an organisation may want to know more about. */
export const FIELD_SUBJECTS = ['customer', 'invoice'] as const;
export type FieldSubject = (typeof FIELD_SUBJECTS)[number];

export const FIELD_KINDS = ['text', 'number', 'date', 'choice'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

export interface Field {
	id: string;
	subject: FieldSubject;
	kind: FieldKind;
	labels: Labels;
	/** Of a choice; those taken off later may still be the value of something. */
	choices: string[];
	position: number;
	archived: boolean;
}

/** In use at once, of one subject: a page stays one that can be read. */
export const MOST_FIELDS = 20;

const label = z.string().trim().max(LONGEST_LABEL).default('');
const choice = z.string().trim().max(100);
export const fieldInput = z.object({
	subject: z.enum(FIELD_SUBJECTS),
	kind: z.enum(FIELD_KINDS),
	labels: z.object(byLanguage(() => label)),
	choices: z.array(choice).max(100).default([])
});
export type FieldInput = z.infer<typeof fieldInput>;

/** Each once, in their order, without empty lines. */
export const choicesOf = ({ kind, choices }: Pick<FieldInput, 'kind' | 'choices'>): string[] =>
	kind === 'choice' ? [...new Set(choices.map((one) => one.trim()).filter(Boolean))] : [];

/** @throws required, name_taken, choices_required, fields_too_many */
export function refuseField(
	wanted: FieldInput,
	{ house, others }: { house: Language; others: readonly Field[] }
): void {
	const { labels, subject, kind } = wanted;
	const beside = inUse(others, subject);
	const hasFew = kind === 'choice' && choicesOf(wanted).length < 2;
	refuseAll([
		...missingLabels(labels, house, fieldOf),
		...takenLabels(labels, beside, fieldOf),
		...(hasFew ? [new AppError('choices_required', {}, 'choices')] : []),
		...(beside.length >= MOST_FIELDS
			? [new AppError('fields_too_many', { most: String(MOST_FIELDS) })]
			: [])
	]);
}

const fieldOf = (language: Language): string => `labels.${language}`;

export const inUse = (all: readonly Field[], subject: FieldSubject): Field[] =>
	all.filter((one) => one.subject === subject && !one.archived);

/** Which two change places; null at the end, and for one that is archived. */
export function swapped(
	all: readonly Field[],
	id: string,
	direction: 'up' | 'down'
): [Field, Field] | null {
	const one = all.find((other) => other.id === id);
	const beside = one ? inUse(all, one.subject) : [];
	const at = beside.findIndex((other) => other.id === id);
	const other = beside[at + (direction === 'up' ? -1 : 1)];
	return at < 0 || !one || !other ? null : [one, other];
}
