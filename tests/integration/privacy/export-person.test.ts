import { unzipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
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
	const all = Object.values(found).join('\n');
	for (const foreign of ['token_hash', 'm2.test', 'n1.test', ours.neighbour.customer.id])
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
