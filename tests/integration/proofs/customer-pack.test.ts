import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import { deliverDue } from '$lib/server/delivery/deliver';
import '$lib/server/jobs/notice-hooks';
import { GET } from '../../../src/routes/(desk)/customers/[code]/proof/+server';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

let ours: Company;
let other: Company;
const NOTE = 'Entre nous : le transporteur a reconnu la casse.';
const ASKED = 'Avez-vous un bon signé ?';
const QUESTION = 'Où en est ma facture de février ?';

const desk = (role: keyof Company['desk'] = 'collector', company = ours) =>
	callerFor(company.desk[role]).desk;

beforeAll(async () => {
	({ ours, other } = await buildWorld());
	for (const company of [ours, other]) {
		const { id: disputeId } = company.account.dispute;
		const post = (audience: 'customer' | 'internal', body: string) =>
			desk('collector', company).disputes.post({
				...{ disputeId, audience, body },
				...{ needsReply: false, idempotencyKey: uuidv7(), files: [] }
			});
		await post('customer', ASKED);
		await post('internal', NOTE);
		await desk('collector', company).dunning.runNow();
	}
	const portal = callerFor(await portalScopeOf(ours.account.portalPath)).portal;
	await portal.customers.write({
		...{ kind: 'question', body: QUESTION, invoiceIds: [], language: 'fr' },
		idempotencyKey: uuidv7()
	} as never);
	await deliverDue();
});

interface Asked {
	from?: string;
	until?: string;
	internal?: boolean;
}
async function packOf({ from, until, internal = false }: Asked = {}, company = ours) {
	const { code } = company.account.customer;
	const days = { from: (from ?? null) as never, until: (until ?? null) as never };
	const made = await desk('collector', company).proofs.ofCustomer({
		...{ code, ...days, internal, language: 'fr' }
	});
	const zip = new Uint8Array(await new Response(await made.open()).arrayBuffer());
	const files = unzipSync(zip);
	const text = (path: string) => Buffer.from(files[path]!).toString('utf8');
	const paths = Object.keys(files);
	return { name: made.name, files, paths, text, whole: paths.map(text).join('\n') };
}

describe('the pack of a customer', () => {
	test('has invoices, what was sent, cases and what he wrote', async () => {
		const pack = await packOf();
		const { reference } = ours.account.dispute;
		expect(pack.name).toBe('dossier-de-preuves-client-M1.zip');
		expect(pack.paths).toContain('invoices/facture-M1-overdue.pdf');
		expect(pack.paths).toContain(`cases/${reference}/case.json`);
		expect(pack.paths.some((path) => /^notices\/.+\/notice\.json$/.test(path))).toBe(true);
		expect(pack.text('thread.txt')).toContain(QUESTION);
		expect(pack.text(`cases/${reference}/thread.txt`)).toContain(ASKED);
		expect(JSON.parse(pack.text('customer.json'))).toMatchObject({
			code: 'M1',
			cases: [reference]
		});
		expect(pack.text('timeline.csv')).toContain(ours.account.contact.email);
	});

	test('is checked by one command: each file has its sum, and the manifest names them all', async () => {
		const pack = await packOf();
		const sums = pack.text('SHA256SUMS').trimEnd().split('\n');
		for (const line of sums) {
			const [, sum, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line)!;
			expect([path, createHash('sha256').update(pack.files[path!]!).digest('hex')]).toEqual([
				path,
				sum
			]);
		}
		const manifest = JSON.parse(pack.text('manifest.json'));
		expect(sums).toHaveLength(pack.paths.length - 2);
		expect([...manifest.files.map(({ path }: { path: string }) => path), 'manifest.json']).toEqual(
			pack.paths
		);
		for (const { what } of manifest.files) expect(what).not.toMatch(/^desk_/);
	});

	test('what colleagues wrote is in it only when it was asked for, and then apart', async () => {
		const { paths, whole } = await packOf();
		expect(paths.filter((path) => path.startsWith('internal/'))).toEqual([]);
		expect(whole).not.toContain('transporteur');
		const full = await packOf({ internal: true });
		const holds = full.paths.filter((path) => full.text(path).includes('transporteur'));
		expect(holds).toEqual([`internal/cases/${ours.account.dispute.reference}/notes.txt`]);
		expect(full.paths).toContain('internal/journal.csv');
	});

	test('has only the days that were asked for', async () => {
		const before = await packOf({ until: '2026-01-31' });
		expect(before.paths.filter((path) => /^(notices|mails|cases)\//.test(path))).toEqual([]);
		expect(before.text('thread.txt')).not.toContain(QUESTION);
		const day = await packOf({ from: '2026-03-03', until: '2026-03-03' });
		expect(day.paths.some((path) => path.startsWith('notices/'))).toBe(true);
		await expect(packOf({ from: '2026-03-04', until: '2026-03-03' })).rejects.toThrow(
			'period_reversed'
		);
	});

	test('tells a notice once, however many cases are about its invoices', async () => {
		const pack = await packOf();
		const notices = pack.paths.filter((path) => /^notices\/.+\/notice\.json$/.test(path));
		const ids = notices.map((path) => JSON.parse(pack.text(path)).id as string);
		expect(new Set(ids).size).toBe(ids.length);
		const { reference } = ours.account.dispute;
		const [own, all] = [pack.text(`cases/${reference}/timeline.csv`), pack.text('timeline.csv')];
		const told = all
			.split('\r\n')
			.flatMap((text) => text.split('\n'))
			.slice(1)
			.filter(Boolean);
		expect(told.length).toBeGreaterThan(0);
		expect(told.filter((line) => own.includes(line))).toEqual([]);
	});

	test('cuts by the day something left, not by the day it was planned or written', async () => {
		await asOwner(
			`update notice set closed_at = '2026-04-10T09:00:00Z' where customer_id = $1 and closed_at is not null`,
			[ours.account.customer.id]
		);
		const isSaid = (path: string) => /^notices\/.+\/notice\.json$/.test(path);
		const april = await packOf({ from: '2026-04-01', until: '2026-04-30' });
		expect(april.paths.some(isSaid)).toBe(true);
		const march = await packOf({ from: '2026-03-01', until: '2026-03-31' });
		expect(march.paths.some(isSaid)).toBe(false);
		await asOwner(
			'update notice set closed_at = planned_at where customer_id = $1 and closed_at is not null',
			[ours.account.customer.id]
		);
	});

	test('a day that is none is refused, and not taken for all days', async () => {
		const url = new URL('http://x.test/customers/M1/proof?from=2026-02-31&until=');
		const event = {
			url,
			params: { code: 'M1' },
			locals: { scope: ours.desk.collector, language: 'fr' }
		};
		await expect(async () =>
			GET({ ...event, getClientAddress: () => '192.0.2.1' } as never)
		).rejects.toMatchObject({ status: 303, location: expect.stringContaining('2026-02-31') });
	});

	test('holds nothing of the neighbour and of another organisation, and is refused to it', async () => {
		const { whole } = await packOf({ internal: true });
		for (const { customer, contact } of [ours.neighbour, other.account])
			for (const name of [customer.name, contact.email]) expect(whole).not.toContain(name);
		await expect(
			desk('collector', other).proofs.ofCustomer({ code: 'M1', language: 'fr' })
		).rejects.toThrow('not_found');
		await expect(
			desk('resolver').proofs.ofCustomer({ code: 'M1', language: 'fr' })
		).rejects.toThrow('not_allowed');
	});

	test('taking it is written down with the fingerprint of its manifest', async () => {
		const pack = await packOf({ from: '2026-03-01' });
		const events = await asOwner<{ data: { manifestSha256: string; from: string } }>(
			`select data from audit_event where action = 'customer.proof_taken' order by at desc, id desc limit 1`
		);
		expect(events[0]!.data).toMatchObject({
			from: '2026-03-01',
			manifestSha256: createHash('sha256').update(pack.files['manifest.json']!).digest('hex')
		});
	});
});

describe('every message', () => {
	const history = (page = 1, company = ours) =>
		desk('collector', company).proofs.history({ code: 'M1', page, show: 'messages' });

	test('is listed once, whichever way it went, the latest first', async () => {
		const { rows, total } = await history();
		expect(rows).toHaveLength(total);
		expect(new Set(rows.map(({ id }) => id)).size).toBe(total);
		expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['sent', 'said']));
		const times = rows.map(({ at }) => at.getTime());
		expect(times).toEqual(times.toSorted((a, b) => b - a));
		const [{ n }] = (await asOwner<{ n: number }>(
			`select count(*)::int as n from delivery where customer_id = $1 and mail not in ('staff-alert', 'resolver-request')`,
			[ours.account.customer.id]
		)) as [{ n: number }];
		expect(rows.filter(({ kind }) => kind === 'sent')).toHaveLength(n);
		expect((await history(2)).rows).toEqual([]);
	});

	test('has nothing of what colleagues were written', async () => {
		const mails = (await history()).rows.flatMap((row) => (row.kind === 'sent' ? row.mail : []));
		expect(mails).toContain('dunning-notice');
		const written = await asOwner<{ mail: string }>(
			`select mail from delivery where customer_id = $1 and mail in ('staff-alert', 'resolver-request')`,
			[ours.account.customer.id]
		);
		expect(written.length).toBeGreaterThan(0);
		expect(mails.filter((mail) => written.some((one) => one.mail === mail))).toEqual([]);
	});

	test('is opened as it was sent, and opens nothing', async () => {
		const { rows } = await history();
		const sent = rows.find((row) => row.kind === 'sent' && row.status === 'sent')!;
		const { message } = await desk().proofs.message({ code: 'M1', id: sent.id, language: 'fr' });
		expect(message.text).toContain('[lien personnel]');
		expect(message.text).not.toContain('link.invalid');
		await expect(
			desk().proofs.message({ code: 'M2', id: sent.id, language: 'fr' })
		).rejects.toThrow('not_found');
		await expect(history(1, other)).rejects.toThrow('not_found');
	});
});
