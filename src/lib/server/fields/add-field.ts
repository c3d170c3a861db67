import { uuidv7 } from 'uuidv7';
import { written } from '$lib/domain/disputes/reason-settings';
import { choicesOf, refuseField, type FieldInput } from '$lib/domain/fields/field';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { customField } from '../db/schema/custom-fields';
import { everyField } from './queries';
import { organisationOf } from '../settings/queries';
import { takeFieldsTurn } from './take-fields-turn';

/** The last of its subject. @throws what `refuseField` finds */
export async function addField(
	unit: Unit<InsideScope>,
	wanted: FieldInput
): Promise<{ id: string }> {
	await takeFieldsTurn(unit);
	const all = await everyField(unit);
	const { language: house } = await organisationOf(unit);
	refuseField(wanted, { house, others: all });
	const id = uuidv7();
	const { organisationId } = unit.scope;
	const position = Math.max(-1, ...all.map((one) => one.position)) + 1;
	const { subject, kind } = wanted;
	const fields = { subject, kind, labels: written(wanted.labels), choices: choicesOf(wanted) };
	await unit.tx.insert(customField).values({ organisationId, id, position, ...fields });
	await record(unit, 'custom_field.added', { kind: 'custom_field', id }, fields);
	return { id };
}
