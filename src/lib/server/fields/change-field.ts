import { written } from '$lib/domain/disputes/reason-settings';
import { choicesOf, refuseField, type FieldInput } from '$lib/domain/fields/field';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { customField } from '../db/schema/custom-fields';
import { everyField, fieldAmong, isField } from './queries';
import { organisationOf } from '../settings/queries';
import { takeFieldsTurn } from './take-fields-turn';

/** Its words; what it is about and its kind stay, because of what is known already. @throws not_found, what `refuseField` finds */
export async function changeField(
	unit: Unit<InsideScope>,
	{ id, ...wanted }: Pick<FieldInput, 'labels' | 'choices'> & { id: string }
): Promise<void> {
	await takeFieldsTurn(unit);
	const all = await everyField(unit);
	const { subject, kind, labels, choices } = fieldAmong(all, id);
	const asked = { subject, kind, ...wanted };
	const others = all.filter((one) => one.id !== id);
	const { language: house } = await organisationOf(unit);
	refuseField(asked, { house, others });
	const after = { labels: written(wanted.labels), choices: choicesOf(asked) };
	await unit.tx.update(customField).set(after).where(isField(unit, id));
	const change = { before: { labels, choices }, after };
	await record(unit, 'custom_field.changed', { kind: 'custom_field', id }, change);
}
