import { uuidv7 } from 'uuidv7';
import type { Field } from '$lib/domain/fields/field';
import { groupBy } from '$lib/domain/group-by';
import { recordAll, type AuditEntry } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import { chunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { insertMany } from '../db/many-rows';
import { oneOf } from '../db/one-of';
import { customValue } from '../db/schema/custom-fields';
import { knownIn, type Known, type Subject } from './queries';

/** One value that is known by now, read by its field. */
export interface Fill extends Subject {
	field: Field;
	value: string;
}

interface Change extends Fill {
	before?: Known;
}

/**
 * As a file says them, the last one where it says several. What it leaves empty stays. Whoever calls it took the
 * turn (take-fields-turn.ts) before locking anything else.
 * @returns how many values are other ones now
 */
export async function fillMany(unit: Unit<InsideScope>, fills: readonly Fill[]): Promise<number> {
	const changes = await changesOf(unit, fills);
	const replaced = changes.flatMap(({ before }) => before?.id ?? []);
	for (const part of chunks(replaced))
		await unit.tx.delete(customValue).where(oneOf(customValue.id, part));
	const common = { organisationId: unit.scope.organisationId, setAt: unit.now };
	for (const part of chunks(changes.map(rowOf)))
		await unit.tx.execute(insertMany(customValue, part, common));
	await recordAll(unit, [...groupBy(changes, subjectOf).values()].map(entryOf));
	return changes.length;
}

async function changesOf(unit: Unit<InsideScope>, fills: readonly Fill[]): Promise<Change[]> {
	const wanted = new Map(
		fills.filter(({ value }) => value).map((one) => [keyOf(one, one.field.id), one])
	);
	const fields = [...new Set([...wanted.values()].map(({ field }) => field.id))];
	const known = new Map((await knownIn(unit, fields)).map((one) => [keyOf(one, one.fieldId), one]));
	return [...wanted]
		.map(([key, one]) => ({ ...one, before: known.get(key) }))
		.filter(({ value, before }) => value !== before?.value);
}

const subjectOf = ({ customerId, invoiceId }: Subject): string => invoiceId ?? customerId;
const keyOf = (subject: Subject, fieldId: string): string => `${subjectOf(subject)} ${fieldId}`;

const rowOf = ({ customerId, invoiceId, field, value }: Change) => ({
	...{ id: uuidv7(), customerId, invoiceId, fieldId: field.id, value }
});

function entryOf(changes: readonly Change[]): AuditEntry {
	const { customerId, invoiceId } = changes[0]!;
	return {
		action: 'custom.fields_filled',
		subject: { kind: invoiceId ? 'invoice' : 'customer', id: invoiceId ?? customerId, customerId },
		data: {
			changes: changes.map(({ field: { labels }, before, value }) => ({
				...{ field: labels, before: before?.value ?? '', after: value }
			}))
		}
	};
}
