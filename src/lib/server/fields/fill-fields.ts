import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import {
	changesIn,
	seenOf,
	seenWithout,
	type ArchivedField,
	type Filled,
	type ValueChange
} from '$lib/domain/fields/value';
import type { Language } from '$lib/i18n/language';
import { readDecimal } from '$lib/i18n/read-decimal';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { customValue } from '../db/schema/custom-fields';
import { archivedOf, filledOf, isOf, type Subject } from './queries';
import { takeFieldsTurn } from './take-fields-turn';

interface Sent {
	/** How they stood when he began; see domain/fields/value. */
	seen: string;
	/** In which numbers were typed; without one they are as they are kept. */
	language?: Language | undefined;
	values: readonly { fieldId: string; value: string }[];
}

/**
 * What was archived since is left aside.
 * @returns which of those that were sent
 * @throws conflict when somebody else changed them since, what `changesIn` finds
 */
export async function fillFields(
	unit: Unit<InsideScope>,
	subject: Subject,
	{ seen, values, language }: Sent
): Promise<ArchivedField[]> {
	await takeFieldsTurn(unit);
	const filled = await filledOf(unit, subject);
	const archived = await archivedOf(unit, subject);
	const gone = new Set(archived.map(({ id }) => id));
	const sent = values.filter(({ fieldId }) => !gone.has(fieldId));
	const left = archived.filter(({ id }) => values.some(({ fieldId }) => fieldId === id));
	const changes = changesIn(filled, language ? plainNumbers(filled, sent, language) : sent);
	if (!changes.length) return left;
	if (seenOf(filled) !== seenWithout(seen, gone)) throw new AppError('conflict');
	for (const change of changes) await put(unit, subject, change);
	const { customerId, invoiceId } = subject;
	await record(
		unit,
		'custom.fields_filled',
		{ kind: invoiceId ? 'invoice' : 'customer', id: invoiceId ?? customerId, customerId },
		{ changes: changes.map(({ field, ...change }) => ({ field: field.labels, ...change })) }
	);
	return left;
}

function plainNumbers(filled: readonly Filled[], sent: Sent['values'], language: Language) {
	const numbers = new Set(filled.flatMap(({ id, kind }) => (kind === 'number' ? [id] : [])));
	return sent.map(({ fieldId, value }) => ({
		fieldId,
		value: numbers.has(fieldId) ? (readDecimal(value, language) ?? value) : value
	}));
}

async function put(
	unit: Unit<InsideScope>,
	subject: Subject,
	{ field, after: value }: ValueChange
): Promise<void> {
	const { organisationId } = unit.scope;
	const about = and(isOf(unit, subject), eq(customValue.fieldId, field.id));
	await unit.tx.delete(customValue).where(about);
	if (!value) return;
	const row = { organisationId, id: uuidv7(), ...subject, fieldId: field.id, value };
	await unit.tx.insert(customValue).values({ ...row, setAt: unit.now });
}
