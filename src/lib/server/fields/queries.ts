import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { inUse, type Field } from '$lib/domain/fields/field';
import type { ArchivedField, Filled } from '$lib/domain/fields/value';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { namesAnyOf } from '../db/names-any-of';
import { oneOf } from '../db/one-of';
import { customField, customValue } from '../db/schema/custom-fields';

/** One customer, or one invoice of it. */
export interface Subject {
	customerId: string;
	invoiceId: string | null;
}

/** All of the organisation, those that are archived too, in the order they are shown in. */
export async function everyField(unit: Unit<InsideScope>): Promise<Field[]> {
	const rows = await unit.tx
		.select()
		.from(customField)
		.where(eq(customField.organisationId, unit.scope.organisationId))
		.orderBy(asc(customField.position), asc(customField.id));
	return rows.map(({ organisationId: _ours, archivedAt, ...field }) => ({
		...field,
		archived: archivedAt !== null
	}));
}

/** The fields in use with what is known of it. */
export async function filledOf(unit: Unit<InsideScope>, subject: Subject): Promise<Filled[]> {
	const known = await unit.tx
		.select({ fieldId: customValue.fieldId, value: customValue.value })
		.from(customValue)
		.where(isOf(unit, subject));
	const values = new Map(known.map(({ fieldId, value }) => [fieldId, value]));
	const fields = inUse(await everyField(unit), subject.invoiceId ? 'invoice' : 'customer');
	return fields.map((field) => ({ ...field, value: values.get(field.id) ?? '' }));
}

/** What is in use no more, for whoever was filling it in meanwhile. */
export const archivedOf = async (
	unit: Unit<InsideScope>,
	{ invoiceId }: Subject
): Promise<ArchivedField[]> =>
	(await everyField(unit))
		.filter(({ archived, subject }) => archived && subject === (invoiceId ? 'invoice' : 'customer'))
		.map(({ id, kind, labels }) => ({ id, kind, labels }));

export type Known = Pick<
	typeof customValue.$inferSelect,
	'id' | 'customerId' | 'invoiceId' | 'fieldId' | 'value'
>;

/** All that is known in these fields, of whomever. */
export async function knownIn(
	unit: Unit<InsideScope>,
	fields: readonly string[]
): Promise<Known[]> {
	if (!fields.length) return [];
	const { id, customerId, invoiceId, fieldId, value } = customValue;
	const ours = eq(customValue.organisationId, unit.scope.organisationId);
	return unit.tx
		.select({ id, customerId, invoiceId, fieldId, value })
		.from(customValue)
		.where(and(ours, inArray(fieldId, [...fields])));
}

/** What is known of these customers in words that name somebody. */
export const valuesNaming = (
	{ tx, scope }: Unit<InsideScope>,
	{ accounts, words }: { accounts: readonly string[]; words: readonly string[] }
) =>
	tx
		.select({ value: customValue, labels: customField.labels })
		.from(customValue)
		.innerJoin(
			customField,
			and(
				eq(customField.organisationId, customValue.organisationId),
				eq(customField.id, customValue.fieldId)
			)
		)
		.where(
			and(
				eq(customValue.organisationId, scope.organisationId),
				oneOf(customValue.customerId, accounts),
				eq(customField.kind, 'text'),
				namesAnyOf(customValue.value, words)
			)
		);

/** A list to choose from that is shown: what an address says about another one is about nothing. */
export const isChoiceInUse = ({ tx, scope }: Unit<InsideScope>, fieldId: string) =>
	tx
		.select({ id: customField.id })
		.from(customField)
		.where(
			and(
				eq(customField.organisationId, scope.organisationId),
				eq(customField.id, fieldId),
				eq(customField.subject, 'customer'),
				eq(customField.kind, 'choice'),
				isNull(customField.archivedAt)
			)
		);

/** Customers of which this is known; for `in (…)`. */
export const customersKnown = (
	{ tx, scope }: Unit<InsideScope>,
	{ fieldId, value }: { fieldId: string; value: string }
) =>
	tx
		.select({ id: customValue.customerId })
		.from(customValue)
		.where(
			and(
				eq(customValue.organisationId, scope.organisationId),
				eq(customValue.fieldId, fieldId),
				eq(customValue.value, value),
				isNull(customValue.invoiceId)
			)
		);

export const isOf = ({ scope }: Unit<InsideScope>, { customerId, invoiceId }: Subject) =>
	and(
		eq(customValue.organisationId, scope.organisationId),
		eq(customValue.customerId, customerId),
		invoiceId ? eq(customValue.invoiceId, invoiceId) : isNull(customValue.invoiceId)
	);

export const isField = (unit: Unit<InsideScope>, id: string) =>
	and(eq(customField.organisationId, unit.scope.organisationId), eq(customField.id, id));

/** @throws not_found */
export function fieldAmong(all: readonly Field[], id: string): Field {
	const found = all.find((one) => one.id === id);
	if (!found) throw new AppError('not_found');
	return found;
}
