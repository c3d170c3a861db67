import { unzipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { NOTHING_SEEN } from '$lib/domain/fields/value';
import { asAppError } from '$lib/server/trpc/errors';
import { useDatabase } from '../../support/database';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf } from '../disputes/traces';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	for (const of of [ours, other]) await fillIn(of);
	for (const of of [ours, other])
		await callerFor(await portalScopeOf(of.account.portalPath)).portal.customers.write({
			kind: 'question',
			body: `À qui puis-je parler ? ${of.account.customer.code}`,
			invoiceIds: [],
			language: 'fr',
			files: [],
			idempotencyKey: uuidv7()
		});
});

async function fillIn(of: Company): Promise<void> {
	const { fields } = callerFor(of.desk.admin).desk;
	const labels = { fr: 'Habitudes', en: 'Habits', de: '', es: '' };
	const add = { subject: 'customer', kind: 'text' } as const;
	const ids = [
		(await fields.add({ ...add, labels })).id,
		(await fields.add({ ...add, labels: { ...labels, fr: 'Secteur', en: 'Sector' } })).id
	];
	const { customer, contact } = of.account;
	await fields.fillCustomer({
		...{ customerId: customer.id, seen: NOTHING_SEEN },
		values: [
			{ fieldId: ids[0]!, value: `${contact.name} paie le vendredi` },
			{ fieldId: ids[1]!, value: 'Pêche hauturière' }
		]
	});
	const { customers, disputes } = callerFor(of.desk.collector).desk;
	for (const body of [`${contact.name} rappelle toujours`, 'Préfère le matin'])
		await customers.writeNote({ noteId: uuidv7(), customerId: customer.id, body });
	for (const body of [`Vu avec ${contact.name} au salon`, 'Dossier délicat'])
		await disputes.post({
			...{ disputeId: of.account.dispute.id, body, audience: 'internal', files: [] },
			idempotencyKey: uuidv7()
		});
}

const desk = (of: Company) => callerFor(of.desk.collector).desk;
async function files(of: Company): Promise<Record<string, string>> {
	const { code } = of.account.customer;
	const contactId = of.account.contact.id;
	const pack = await desk(of).privacy.export({ code, contactId, language: 'fr' });
	const bytes = new Uint8Array(await new Response(await pack.open()).arrayBuffer());
	return Object.fromEntries(
		Object.entries(unzipSync(bytes)).map(([name, content]) => [
			name,
			new TextDecoder().decode(content)
		])
	);
}

test('a person gets what is held of him, to read and to take along, and nothing of anybody else', async () => {
	const found = await files(ours);
	expect(Object.keys(found).sort()).toEqual([
		'SHA256SUMS',
		'a-lire.txt',
		'manifest.json',
		'person.json'
	]);
	const held = JSON.parse(found['person.json']!) as Record<string, unknown[]>;
	expect(held.contact).toMatchObject([{ email: ours.account.contact.email }]);
	expect(held.account_message).toMatchObject([{ body: 'À qui puis-je parler ? M1' }]);
	expect(held.dispute).toHaveLength(1);
	expect(found['a-lire.txt']).toContain('À qui puis-je parler ? M1');
	expect(held.custom_value).toMatchObject([
		{ text: `${ours.account.contact.name} paie le vendredi` }
	]);
	expect(found['a-lire.txt']).toContain('paie le vendredi');
	const { name } = ours.account.contact;
	const notes = [`${name} rappelle toujours`, `Vu avec ${name} au salon`];
	expect(held.note).toMatchObject(notes.map((body) => ({ body })));
	for (const body of notes) expect(found['a-lire.txt']).toContain(body);
	const all = Object.values(found).join('\n');
	for (const foreign of [
		'token_hash',
		'Pêche hauturière',
		'Préfère le matin',
		'Dossier délicat',
		'm2.test',
		'n1.test',
		ours.neighbour.customer.id
	])
		expect(all).not.toContain(foreign);
	expect(await auditOf(ours.account.contact.id)).toContain('contact.exported');
});

test('nobody of another house, and no customer by the name of another', async () => {
	const contactId = ours.account.contact.id;
	const asked = { contactId, language: 'fr' } as const;
	const code = async (of: Company, customer: string) =>
		asAppError(
			await desk(of)
				.privacy.export({ ...asked, code: customer })
				.catch((e: unknown) => e)
		).code;
	expect(await code(other, 'M1')).toBe('not_found');
	expect(await code(other, 'N1')).toBe('not_found');
	expect(await code(ours, 'M2')).toBe('not_found');
});
