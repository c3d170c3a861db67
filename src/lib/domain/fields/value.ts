import { z } from 'zod';
import { parseLocalDate } from '../calendar';
import { AppError } from '../errors';
import type { Field } from './field';

export const LONGEST_VALUE = 500;

const NUMBER = /^-?\d{1,15}(\.\d{1,6})?$/;

/** What an erasure left in its place does not. */
export const readsAsNumber = (value: string): boolean => NUMBER.test(value);

/**
 * What was typed, as it is kept; empty is nothing known. A choice that was taken off the list stays where it is.
 * @throws figure_invalid, date_invalid, invalid_input
 */
export function readValue(field: Field, typed: string, before = ''): string {
	const value = typed.trim();
	if (!value || value === before) return value;
	if (field.kind === 'number' && !readsAsNumber(value)) throw wrong('figure_invalid', field);
	if (field.kind === 'date' && parseLocalDate(value) === null) throw wrong('date_invalid', field);
	if (field.kind === 'choice' && !field.choices.includes(value))
		throw wrong('invalid_input', field);
	return value;
}

const wrong = (code: 'figure_invalid' | 'date_invalid' | 'invalid_input', { id }: Field) =>
	new AppError(code, {}, `field-${id}`);

/** A field in use with what is known of one customer or invoice. */
export interface Filled extends Field {
	value: string;
}

/** What somebody had before him who fills them in: other values than these are somebody else's. */
export const seenOf = (filled: readonly Filled[]): string =>
	JSON.stringify(filled.filter(({ value }) => value).map(({ id, value }) => [id, value]));

export const NOTHING_SEEN = seenOf([]);

const pairs = z.array(z.tuple([z.string(), z.string()]));

/** Without fields that are in use no more: nobody sees them, so nobody can have changed them. */
export function seenWithout(seen: string, gone: ReadonlySet<string>): string {
	try {
		return JSON.stringify(pairs.parse(JSON.parse(seen)).filter(([id]) => !gone.has(id)));
	} catch {
		return seen;
	}
}

/** How a field stood when somebody began to fill it in. */
export function typedBefore(seen: string, fieldId: string): string {
	try {
		return new Map(pairs.parse(JSON.parse(seen))).get(fieldId) ?? '';
	} catch {
		return '';
	}
}

/** In use no more: what somebody was typing into it meanwhile is handed back to him. */
export type ArchivedField = Pick<Field, 'id' | 'kind' | 'labels'>;

export interface ValueChange {
	field: Field;
	before: string;
	after: string;
}

/** What is different, all of it read. @throws not_found, what `readValue` finds: all of it at once */
export function changesIn(
	filled: readonly Filled[],
	typed: readonly { fieldId: string; value: string }[]
): ValueChange[] {
	const wrongs: AppError[] = [];
	const changes = typed.map(({ fieldId, value }) => {
		const field = filled.find(({ id }) => id === fieldId);
		if (!field) throw new AppError('not_found');
		return { field, before: field.value, after: readOr(wrongs, field, value) };
	});
	const [first, ...others] = wrongs;
	if (first) throw new AppError(first.code, first.details, first.field, others);
	return changes.filter(({ before, after }) => before !== after);
}

function readOr(wrongs: AppError[], field: Filled, typed: string): string {
	try {
		return readValue(field, typed, field.value);
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		wrongs.push(error);
		return field.value;
	}
}
