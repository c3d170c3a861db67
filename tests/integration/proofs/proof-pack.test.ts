import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import { linkPath } from '$lib/server/auth/links';
import { deliverDue } from '$lib/server/delivery/deliver';
import '$lib/server/jobs/notice-hooks';
import { asOwner, useDatabase } from '../../support/database';
import { buildInvoice } from '../../support/factories';
import { callerFor, portalScopeOf, tokenIn } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

let ours: Company;
let other: Company;
let pack: Pack;
const NOTE = 'Entre nous : le transporteur a reconnu la casse.';
const WRITTEN = 'Voici le bon signé.';
const FORMULA = '=HYPERLINK("https://piege.test")';

const pdf = (name: string, words: string) => ({
	name,
	bytes: new TextEncoder().encode(`%PDF-1.4 ${words}`)
});
const desk = (role: keyof Company['desk'] = 'collector') => callerFor(ours.desk[role]).desk;
const referenceOf = (company: Company = ours) => company.account.dispute.reference;

/** A case that was answered, argued about, offered upon and chased around. */
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	const { dispute, portalPath } = ours.account;
	const reference = dispute.reference;
	const portal = callerFor(await portalScopeOf(portalPath)).portal.disputes;
	await desk().disputes.post({
		...{ disputeId: dispute.id, audience: 'customer', body: 'Avez-vous un bon signé ?' },
		...{ needsReply: true, idempotencyKey: uuidv7(), files: [] }
	});
	const replied = (body: string, files: object[]) =>
		portal.reply({ reference, body, idempotencyKey: uuidv7(), files } as never);
	await replied(`${WRITTEN} Ma page : https://entendu.test${portalPath}/invoices`, [
		pdf('../../reçu/bon signé.pdf', 'signed'),
		pdf('bon signé.pdf', 'signed twice')
	]);
	await replied(FORMULA, [pdf('virus.pdf', 'quarantined bytes')]);
	await asOwner("update attachment set scan = 'checking' where name = 'virus.pdf'");
	await desk().disputes.post({
		...{ disputeId: dispute.id, audience: 'internal', body: NOTE },
		...{ needsReply: false, idempotencyKey: uuidv7(), files: [pdf('constat.pdf', 'inside')] }
	});
	await desk().dunning.runNow();
	await deliverDue();
	await agreeIn(reference);
	await deliverDue();
	pack = await packOf(ours);
});

async function agreeIn(reference: string): Promise<void> {
	const { id: disputeId } = ours.account.dispute;
	await desk().disputes.propose({
		...{ disputeId, kind: 'credit', amountMinor: 5_000n, text: 'Nous reprenons la palette.' },
		...{ validUntil: '2026-03-20' as never, idempotencyKey: uuidv7() }
	});
	const portal = callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes;
	const { id: proposalId, shownSha256 } = (await portal.proposal({ reference, language: 'fr' }))!;
	await portal.answerProposal({
		...{ reference, proposalId, shownSha256, verdict: 'accepted', language: 'fr' },
		...{ signedName: 'Ana Petit', idempotencyKey: uuidv7() }
	});
}

interface Manifest {
	format: string;
	organisation: { name: string };
	customer: { code: string };
	case: string;
	madeAt: string;
	madeBy: { name: string };
	files: { path: string; kind: string; what: string; bytes: number; sha256: string }[];
	missing: { path: string; reason: string }[];
	internal: boolean;
}
interface Pack {
	name: string;
	files: Record<string, Uint8Array>;
	paths: string[];
	manifest: Manifest;
	text: (path: string) => string;
}

async function packOf(
	company: Company,
	role: keyof Company['desk'] = 'collector',
	internal?: false,
	language: 'fr' | 'en' = 'fr',
	reference = referenceOf(company)
): Promise<Pack> {
	const { name, bytes, open } = await callerFor(company.desk[role]).desk.proofs.ofCase({
		...{ reference, language },
		...(internal === undefined && { internal: true })
	});
	const zip = new Uint8Array(await new Response(await open()).arrayBuffer());
	expect(zip.length).toBe(bytes);
	const files = unzipSync(zip);
	const text = (path: string) => Buffer.from(files[path]!).toString('utf8');
	const manifest = JSON.parse(text('manifest.json')) as Manifest;
	return { name, files, paths: Object.keys(files), manifest, text };
}
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const under = (folder: string) => pack.paths.filter((path) => path.startsWith(`${folder}/`));
const textsUnder = (folder: string) => under(folder).map(pack.text).join('\n');

describe('the pack of a case', () => {
	test('says whose it is, who made it and when', () => {
		expect(pack.name).toBe(`dossier-de-preuves-${referenceOf()}.zip`);
		expect(pack.manifest).toMatchObject({
			format: 'entendu-proof-pack',
			organisation: { name: 'Menuiserie Dupont' },
			customer: { code: 'M1' },
			case: referenceOf(),
			madeBy: { name: ours.users.collector.name }
		});
		expect(pack.manifest.madeAt).toMatch(/^2026-03-03T10:00:\d\d\+01:00$/);
	});

	test('names every file with its size and its fingerprint', () => {
		const listed = pack.manifest.files.map(({ path }) => path);
		expect([...listed, 'manifest.json']).toEqual(pack.paths);
		for (const { path, bytes, sha256: said, what } of pack.manifest.files) {
			expect([path, pack.files[path]!.length, sha256(pack.files[path]!)]).toEqual([
				path,
				bytes,
				said
			]);
			expect(what).not.toMatch(/^desk_/);
		}
	});

	test('holds what was claimed, said, sent, delivered and agreed', () => {
		expect(JSON.parse(pack.text('case.json'))).toMatchObject({
			items: [{ number: 'M1-contested', claimedMinor: '20000' }]
		});
		expect(pack.text('LISEZMOI.txt')).toContain(`Dossier de preuves du litige ${referenceOf()}`);
		expect(under('invoices')).toEqual(['invoices/facture-M1-contested.pdf']);
		expect(pack.text('invoices/facture-M1-contested.pdf')).toMatch(/^%PDF/);
		expect(pack.text('thread.txt')).toContain(WRITTEN);
		expect(textsUnder('mails')).toContain('Avez-vous un bon signé ?');
		const [agreed] = under('agreements').filter((path) => path.endsWith('.txt'));
		const { shownSha256, signedName } = JSON.parse(pack.text(agreed!.replace('.txt', '.json')));
		expect(signedName).toBe('Ana Petit');
		expect(sha256(pack.files[agreed!]!)).toBe(shownSha256);
	});

	test('has the reminder about the invoice as it was sent, with what became of it', async () => {
		const [row] = await asOwner<{ subject: string; message_id: string; text: string }>(
			`select subject, message_id, text from delivery where notice_id is not null and to_email = $1`,
			[ours.account.contact.email]
		);
		const sheets = under('notices').filter((path) => path.endsWith('.json'));
		const mail = sheets
			.map((path) => ({ path, sheet: JSON.parse(pack.text(path)) }))
			.find(({ sheet }) => sheet.messageId === row!.message_id)!;
		expect(mail.sheet).toMatchObject({ subject: row!.subject, status: 'sent', channel: 'email' });
		expect(pack.text(mail.path.replace(/json$/, 'txt'))).toBe(
			row!.text.replace(/https:\/\/link\.invalid\/\S*/g, '[lien personnel]')
		);
		expect(sheets.some((path) => path.endsWith('/notice.json'))).toBe(true);
	});

	test('tells everything in its order, and a formula is a text', () => {
		const csv = pack.text('timeline.csv');
		expect(csv).toMatch(/^\ufeffDate et heure;Auteur;/);
		expect(csv).toContain(`"'=HYPERLINK(""https://piege.test"")"`);
		for (const what of ['Contestation', 'Proposition acceptée', 'Décision', 'Envoi', 'Journal'])
			expect(csv).toContain(`;${what};`);
		const hours = csv
			.split('\r\n')
			.map((line) => /^2026[^;]+/.exec(line)?.[0] ?? '')
			.filter(Boolean);
		expect(hours.length).toBeGreaterThan(10);
		expect(hours).toEqual(hours.toSorted());
	});

	test('calls files as people do, in their language: by day and kind, numbered where two are alike, and no other way tomorrow', async () => {
		const names = [...under('mails'), ...under('notices'), ...under('agreements')];
		for (const path of names) expect(path).not.toMatch(/[0-9a-f]{6}(\.|\/)|dunning|dispute|credit/);
		expect(names).toContain('agreements/2026-03-03 accord avoir 1.txt');
		expect(
			names.some((path) => /^mails\/2026-03-03 Suivi de la contestation\.html$/.test(path))
		).toBe(true);
		// Whatever was sent, its files have one name, and no two messages share it.
		const sheets = under('mails').filter((path) => path.endsWith('.json'));
		expect(new Set(sheets.map((path) => JSON.parse(pack.text(path)).id)).size).toBe(sheets.length);
		for (const path of under('mails').filter((one) => one.endsWith('.txt')))
			expect(sheets).toContain(path.replace(/txt$/, 'json'));
		expect((await packOf(ours)).paths).toEqual(pack.paths);
		const english = await packOf(ours, 'collector', undefined, 'en');
		expect(english.paths).toContain('invoices/invoice-M1-contested.pdf');
	});

	test('never puts in the mouth of a customer what a colleague set in dispute', async () => {
		const { customer } = ours.account;
		const invoice = await buildInvoice(ours.inside, customer);
		const { reference } = await desk().disputes.mark({
			...{ invoiceId: invoice.id, reasonCode: 'price_unit', explanation: 'Tarif de mars.' },
			idempotencyKey: uuidv7()
		});
		const { text } = await packOf(ours, 'collector', undefined, 'fr', reference);
		expect(JSON.parse(text('case.json'))).toMatchObject({ source: 'desk', raisedBy: null });
		const set = 'Mise en litige par nos soins';
		expect(text('timeline.csv')).toMatch(new RegExp(`;collector m;${set};`));
		expect(text('thread.txt')).toMatch(new RegExp(`– collector m – ${set}\\nTarif de mars.`));
		expect(text('thread.txt')).not.toContain(`– ${customer.name} –`);
	});

	test('keeps names where they belong', () => {
		expect(under('files')).toEqual(['files/-..-reçu-bon signé.pdf', 'files/bon signé.pdf']);
		expect(pack.text('files/bon signé.pdf')).toBe('%PDF-1.4 signed twice');
		for (const path of pack.paths) expect(path).toMatch(/^[^/.][^:*?"<>|\\]*$/);
	});

	test('has what colleagues wrote in a folder of its own, and nowhere else', () => {
		expect(pack.text('internal/notes.txt')).toContain(NOTE);
		expect(under('internal/files')).toEqual(['internal/files/constat.pdf']);
		for (const path of pack.paths.filter((found) => !found.startsWith('internal/')))
			expect([path, pack.text(path).includes('transporteur')]).toEqual([path, false]);
	});

	test('to hand over, has nothing of colleagues, and the manifest says which one it is', async () => {
		const handed = await packOf(ours, 'collector', false);
		expect([pack.manifest.internal, handed.manifest.internal]).toEqual([true, false]);
		expect(handed.paths.filter((path) => path.startsWith('internal/'))).toEqual([]);
		expect(handed.manifest.missing.map(({ path }) => path)).toEqual(['files/virus.pdf']);
		const timeline = handed.text('timeline.csv');
		expect(timeline).toContain(';Contestation;');
		for (const inside of [';interne', ';Journal;', ';Appel;'])
			expect(timeline).not.toContain(inside);
		expect(handed.text('LISEZMOI.txt')).not.toContain('internal');
		expect(pack.text('LISEZMOI.txt')).toContain('internal');
		expect(handed.paths.map(handed.text).join('\n')).not.toContain('transporteur');
	});

	test('leaves out what the antivirus has not let through, and says so', () => {
		expect(pack.manifest.missing).toMatchObject([
			{ path: 'files/virus.pdf', reason: 'file_checking' }
		]);
		expect(pack.text('LISEZMOI.txt')).toContain('files/virus.pdf');
		expect(pack.paths.map(pack.text).join('\n')).not.toContain('quarantined bytes');
	});

	test('opens no door: no token of any link is in it', async () => {
		const links = await asOwner<{ id: string; kind: 'portal' | 'resolver' }>(
			'select id, kind from link'
		);
		const tokens = links.map(({ id, kind }) => tokenIn(linkPath(kind, id)));
		expect(tokens).toContain(tokenIn(ours.account.portalPath));
		const everything = pack.paths.map(pack.text).join('\n');
		expect(tokens.filter((token) => everything.includes(token))).toEqual([]);
		expect(everything).not.toMatch(/(link|stop)\.invalid/);
		expect(pack.text('thread.txt')).toContain('/p/[lien personnel]/invoices');
	});

	test('has nothing of another customer or company', () => {
		const everything = pack.paths.map(pack.text).join('\n');
		expect(everything).not.toMatch(/Customer (m2|n1)|billing@(m2|n1)|Northwind/);
	});
});

test('taking it is written down, with the fingerprint of its manifest', async () => {
	const taken = await asOwner<{ actor_name: string; data: Record<string, unknown> }>(
		"select actor_name, data from audit_event where action = 'dispute.proof_taken' and subject_id = $1 order by id",
		[ours.account.dispute.id]
	);
	expect(new Set(taken.map(({ data }) => data.internal))).toEqual(new Set([true, false]));
	expect(taken.slice(0, 1)).toMatchObject([
		{
			actor_name: ours.users.collector.name,
			data: {
				manifestSha256: sha256(pack.files['manifest.json']!),
				files: pack.manifest.files.length,
				missing: 1
			}
		}
	]);
	const again = await packOf(ours, 'executive');
	expect(again.text('timeline.csv')).toContain('Dossier de preuves retiré');
});

test('a file that is no longer what it was is missing, and the rest is there', async () => {
	await asOwner("update attachment set sha256 = 'other' where name = 'constat.pdf'");
	const without = await packOf(ours);
	expect(without.paths).not.toContain('internal/files/constat.pdf');
	expect(without.manifest.missing).toMatchObject([
		{ path: 'files/virus.pdf' },
		{ path: 'internal/files/constat.pdf', reason: 'unavailable' }
	]);
});

test('what a colleague noted of a call stays inside', async () => {
	await asOwner(
		`insert into call (organisation_id, id, notice_id, outcome, note, at, by)
		select organisation_id, $1, id, 'reached', 'Il dit que le camion est passé.', planned_at, 'Claire'
		from notice where customer_id = $2 limit 1`,
		[uuidv7(), ours.account.customer.id]
	);
	await asOwner("update notice set channel = 'call' where customer_id = $1", [
		ours.account.customer.id
	]);
	const { paths, text } = await packOf(ours);
	const said = paths.filter((path) => text(path).includes('le camion est passé'));
	expect(said).toEqual([expect.stringMatching(/^internal\/notices\/.*\/notes\.json$/)]);
	expect(text('timeline.csv')).toContain(';Claire;Appel;');
});

test('the other company finds no such case, and a resolver may not take it', async () => {
	const asked = { reference: 'LIT-2026-000099', language: 'fr' } as const;
	await asOwner('update dispute set reference = $1 where id = $2', [
		asked.reference,
		ours.account.dispute.id
	]);
	const take = (company: Company, role: keyof Company['desk']) =>
		callerFor(company.desk[role]).desk.proofs.ofCase(asked);
	await expect(take(other, 'admin')).rejects.toThrow('not_found');
	await expect(take(ours, 'resolver')).rejects.toThrow('not_allowed');
	const events = "select 1 from audit_event where action = 'dispute.proof_taken'";
	const before = await asOwner(events);
	await expect(take(ours, 'approver')).resolves.toMatchObject({ bytes: expect.any(Number) });
	expect((await asOwner(events)).length).toBe(before.length + 1);
});
