import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { changesIn, seenOf, type ValueChange } from '$lib/domain/fields/value';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { customValue } from '../db/schema/custom-fields';
import { filledOf, isOf, type Subject } from './queries';
import { takeFieldsTurn } from './take-fields-turn';

interface Sent {
	/** How they stood when he began; see domain/fields/value. */
	seen: string;
	values: readonly { fieldId: string; value: string }[];
}

/** @throws conflict when somebody else changed them since, what `changesIn` finds */
export async function fillFields(
	unit: Unit<InsideScope>,
	subject: Subject,
	{ seen, values }: Sent
): Promise<void> {
	await takeFieldsTurn(unit);
	const filled = await filledOf(unit, subject);
	const changes = changesIn(filled, values);
	if (!changes.length) return;
	if (seenOf(filled) !== seen) throw new AppError('conflict');
	for (const change of changes) await put(unit, subject, change);
	const { customerId, invoiceId } = subject;
	await record(
		unit,
		'custom.fields_filled',
		{ kind: invoiceId ? 'invoice' : 'customer', id: invoiceId ?? customerId, customerId },
		{ changes: changes.map(({ field, ...change }) => ({ field: field.labels, ...change })) }
	);
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
