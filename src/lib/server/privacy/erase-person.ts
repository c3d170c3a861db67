import { and, eq, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { replacementsOf, type Pseudonym } from '$lib/domain/privacy/person-words';
import { say } from '$lib/i18n/words';
import { recordAll } from '../audit/record';
import { redactEvents } from '../audit/redact-events';
import type { DeskScope } from '../auth/scope';
import { lockContacts } from '../customers/contact-input';
import type { Unit } from '../db/client';
import { erasure } from '../db/schema/erasures';
import { removeStoredFile } from '../files';
import { log } from '../log';
import { organisationOf } from '../settings/queries';
import { eraseWords } from './erase-words';
import { keepDigests } from './keep-digests';
import { knownPerson, list, type Person } from './person';

/**
 * Takes a person out of everything that is kept (docs/decisions/erasure.md). Amounts, cases and what was done stay,
 * with a pseudonym where his name stood; his doors close, and what waits for him never leaves.
 * @throws not_found
 */
export async function erasePerson(unit: Unit<DeskScope>, contactId: string) {
	const person = await knownPerson(unit, contactId);
	const customers = await lockContacts(unit, person.contacts);
	const erasureId = uuidv7();
	const pseudonym = await pseudonymOf(unit, erasureId);
	await begin(unit, erasureId, pseudonym);
	await keepDigests(unit, erasureId, person.addresses);
	const words = replacementsOf(person, pseudonym);
	const files = await forget(unit, person, pseudonym);
	const rows = await eraseWords(unit, { person, words });
	const { accounts, addresses } = person;
	const { count: events, redactions } = await redactEvents(unit, {
		...{ erasureId, accounts, addresses, words }
	});
	const data = { erasure: erasureId, pseudonym: pseudonym.name, redactions, rows, events };
	await recordAll(
		unit,
		customers.map(({ id, customerId }) => ({
			action: 'contact.erased',
			subject: { kind: 'contact', id, customerId },
			data
		}))
	);
	await end(unit, erasureId);
	unit.afterCommit(() => void takeAway(files));
	return { pseudonym: pseudonym.name, rows, events, files: files.length };
}

/** The end of its id, in which no two of them are alike. */
async function pseudonymOf(unit: Unit<DeskScope>, erasureId: string): Promise<Pseudonym> {
	const code = erasureId.slice(-6).toUpperCase();
	const { language } = await organisationOf(unit);
	return { name: say('privacy_erased_name', { code }, language), code: erasureId.slice(-12) };
}

async function begin(unit: Unit<DeskScope>, id: string, { name }: Pseudonym): Promise<void> {
	const { organisationId, user } = unit.scope;
	await unit.tx
		.insert(erasure)
		.values({ organisationId, id, pseudonym: name, at: unit.now, byName: user.name });
}

async function end({ tx, scope }: Unit<DeskScope>, id: string): Promise<void> {
	await tx
		.update(erasure)
		.set({ isDone: true })
		.where(and(eq(erasure.organisationId, scope.organisationId), eq(erasure.id, id)));
}

/** @returns where his mails lie as they came */
async function forget(
	unit: Unit<DeskScope>,
	person: Person,
	{ name }: Pseudonym
): Promise<string[]> {
	const { rows } = await unit.tx.execute<{ key: string }>(
		sql`select forget_person(${list(person.contacts)}::uuid[], ${list(person.links)}::uuid[],
			${list(person.addresses)}::text[], ${name}, ${unit.now.toISOString()}::timestamptz) as key`
	);
	return rows.map(({ key }) => key);
}

async function takeAway(keys: readonly string[]): Promise<void> {
	for (const key of keys)
		await removeStoredFile(key).catch((error: unknown) =>
			log('error', 'privacy.file_not_removed', { error })
		);
}
