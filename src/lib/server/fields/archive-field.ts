import { refuseField } from '$lib/domain/fields/field';
import { byLanguage } from '$lib/domain/language';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { customField } from '../db/schema/custom-fields';
import { everyField, fieldAmong, isField } from './queries';
import { organisationOf } from '../settings/queries';
import { takeFieldsTurn } from './take-fields-turn';

/** Shown nowhere any more; what is known is kept. @throws not_found */
export async function archiveField(unit: Unit<InsideScope>, id: string): Promise<void> {
	await takeFieldsTurn(unit);
	if (fieldAmong(await everyField(unit), id).archived) return;
	await unit.tx.update(customField).set({ archivedAt: unit.now }).where(isField(unit, id));
	await record(unit, 'custom_field.archived', { kind: 'custom_field', id });
}

/** @throws not_found, name_taken: another one says the same by now, fields_too_many */
export async function restoreField(unit: Unit<InsideScope>, id: string): Promise<void> {
	await takeFieldsTurn(unit);
	const all = await everyField(unit);
	const { archived, labels, ...field } = fieldAmong(all, id);
	if (!archived) return;
	const said = byLanguage((language) => labels[language] ?? '');
	const { language: house } = await organisationOf(unit);
	refuseField({ ...field, labels: said }, { house, others: all });
	await unit.tx.update(customField).set({ archivedAt: null }).where(isField(unit, id));
	await record(unit, 'custom_field.restored', { kind: 'custom_field', id });
}
