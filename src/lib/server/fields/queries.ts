import { and, asc, eq, isNull } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { inUse, type Field } from '$lib/domain/fields/field';
import type { Filled } from '$lib/domain/fields/value';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
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
