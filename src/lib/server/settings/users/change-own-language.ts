import { and, eq } from 'drizzle-orm';
import type { Language } from '$lib/domain/language';
import { record } from '../../audit/record';
import type { DeskScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { user } from '../../db/schema/users';

/** Of his pages and of the mails he gets. */
export async function changeOwnLanguage(
	unit: Unit<DeskScope>,
	{ language }: { language: Language }
): Promise<void> {
	const { organisationId, user: me } = unit.scope;
	if (me.language === language) return;
	await unit.tx
		.update(user)
		.set({ language })
		.where(and(eq(user.organisationId, organisationId), eq(user.id, me.id)));
	const data = { before: me.language, after: language };
	await record(unit, 'user.language_changed', { kind: 'user', id: me.id }, data);
}
