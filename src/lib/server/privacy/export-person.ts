import { groupBy } from '$lib/domain/group-by';
import { safeName } from '$lib/domain/proofs/entry-names';
import { withoutDoors } from '$lib/domain/proofs/without-doors';
import type { Language } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { jsonFile } from '../proofs/entry';
import { openPack } from '../proofs/pack';
import { spooled } from '../proofs/spool';
import { sumsOf } from '../proofs/sums';
import { heldOf, knownPerson, type HeldRow } from './person';
import { personPage, type Asked } from './person-page';
import { readableText } from './readable';

/** Everything that is held of a person, for himself: to be read, and to be taken elsewhere. @throws not_found */
export async function exportPerson(scope: DeskScope, asked: Asked & { language: Language }) {
	const found = await unitOfWork(scope, async (unit) => {
		const page = await personPage(unit, asked);
		const rows = await heldOf(unit, await knownPerson(unit, asked.contactId));
		const { id } = page;
		await record(unit, 'contact.exported', { kind: 'contact', id }, { rows: rows.length });
		return { page, rows, at: unit.now };
	});
	const { language } = asked;
	const { timeZone } = scope;
	const title = say('privacy_export_title', { name: found.page.name }, language);
	const { file } = await spooled(async (handle) => {
		const inert = (text: string) => withoutDoors(text, say('desk_proof_link', {}, language));
		const pack = openPack(handle, { at: found.at, inert });
		await pack.add({
			path: say('privacy_export_readable', {}, language),
			kind: 'read_me',
			content: readableText(found.rows, { title, language, timeZone })
		});
		await pack.add({
			path: 'person.json',
			kind: 'customer',
			content: jsonFile(jsonOf(found.rows))
		});
		await pack.add(sumsOf(pack.files));
		await pack.end(jsonFile({ title, at: found.at.toISOString(), files: pack.files }));
	});
	return {
		name: say('privacy_export_file', { name: safeName(found.page.name) }, language),
		...file
	};
}

const jsonOf = (rows: readonly HeldRow[]): Record<string, unknown> =>
	Object.fromEntries(
		[...groupBy(rows, ({ held_in }) => held_in)].map(([name, all]) => [
			name,
			all.map(({ held }) => held)
		])
	);
