import { beforeAll, expect, test } from 'vitest';
import { FATES, type FateKind } from '$lib/domain/inbound/fate';
import { mailStateOf, type MailFate } from '$lib/domain/inbound/mail-state';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	await cameIn(ours, 120, { kind: 'triage', subject: 'Palette cassée', deed: null });
	await cameIn(ours, 7, { kind: 'machine', subject: 'Absent du bureau', deed: null });
	await cameIn(ours, 3, { kind: 'bounce', subject: 'Undelivered', deed: null });
	await cameIn(ours, 2, { kind: 'dead', subject: 'Illisible', deed: 'done' });
	await cameIn(ours, 4, { kind: 'machine', subject: 'Réponse 100%', deed: 'attached' });
	await cameIn(ours, 5, { kind: 'message', subject: 'Re: litige', deed: null });
	await cameIn(other, 60, { kind: 'triage', subject: 'Palette cassée', deed: null });
});

let at = 0;
/** One a minute, of one customer of the company. */
async function cameIn(company: Company, many: number, mail: MailFate & { subject: string }) {
	const { organisationId } = company.inside;
	for (let one = 0; one < many; one++) {
		const n = ++at;
		await asOwner(
			`with mail as (insert into inbound_mail (organisation_id, id, sha256, storage_key, bytes, received_at)
				values ($1, gen_random_uuid(), $2, $2, 1, now()) returning id),
			fate as (insert into inbound_fate (organisation_id, id, mail_id, kind, from_email, from_name, subject, text, customer_id, at)
				select $1, gen_random_uuid(), id, $3, $4, $5, $6, $7, $8, timestamptz '2026-03-01 08:00Z' + make_interval(mins => $9 / 2) from mail)
			insert into inbound_reading (organisation_id, id, mail_id, deed, at, by_name)
				select $1, gen_random_uuid(), id, $10, now(), 'Test' from mail where $10::text is not null`,
			[
				...[organisationId, `mail-${n}`, mail.kind, `ana${n}@perso.test`, `Ana ${n}`],
				...[mail.subject, `Trois panneaux manquent, lot ${n}.`, company.account.customer.id],
				...[n, mail.deed]
			]
		);
	}
}

const desk = (company = ours) => callerFor(company.desk.collector).desk.inbound;
const list = (asked: Parameters<ReturnType<typeof desk>['list']>[0], company = ours) =>
	desk(company).list(asked);
const counts = async (q = '', company = ours) =>
	Object.fromEntries((await list({ q }, company)).counts.map(({ view, count }) => [view, count]));

/** Every page of it. */
async function whole(asked: { view?: string; q?: string }, company = ours) {
	const rows: Awaited<ReturnType<typeof list>>['rows'] = [];
	let after: string | null = null;
	do {
		const page = await list({ ...asked, after } as never, company);
		rows.push(...page.rows);
		after = page.next;
	} while (after);
	return rows;
}

test('beyond the hundredth: page after page, each mail once, the latest first, and none of another house', async () => {
	const first = await list({});
	expect(first.rows).toHaveLength(50);
	expect(first.filter).toEqual({ view: 'waiting', q: '' });
	const rows = await whole({});
	expect(rows).toHaveLength(120);
	expect(new Set(rows.map(({ mailId }) => mailId)).size).toBe(120);
	const days = rows.map((row) => row.at.getTime());
	expect(days).toEqual([...days].sort((a, b) => b - a));
	expect(await whole({}, other)).toHaveLength(60);
	expect(await whole({ view: 'all' })).toHaveLength(141);
});

test('each kind has its mails and its count, and together they are all', async () => {
	expect(await counts()).toEqual({
		...{ waiting: 120, case: 9, done: 2, machine: 7, bounce: 3, all: 141 }
	});
	for (const view of ['waiting', 'case', 'done', 'machine', 'bounce']) {
		const rows = await whole({ view });
		expect(rows).toHaveLength((await counts())[view]!);
		for (const { kind, deed } of rows) expect(mailStateOf({ kind, deed })).toBe(view);
	}
	expect(FATES satisfies readonly FateKind[]).toHaveLength(5);
});

test('words are looked for in the sender, the subject, the text and the customer, and counted where they are', async () => {
	expect(await counts('palette')).toMatchObject({ waiting: 120, machine: 0, all: 120 });
	const { customer } = ours.account;
	expect(await counts(`  ${customer.name.toUpperCase()} bureau `)).toMatchObject({
		...{ waiting: 0, machine: 7, all: 7 }
	});
	expect(
		(await whole({ view: 'all', q: 'ana17@perso' })).map(({ fromEmail }) => fromEmail)
	).toEqual(['ana17@perso.test']);
	expect(await whole({ view: 'all', q: 'lot 141.' })).toHaveLength(1);
	// A sign of the pattern language stands for itself.
	expect(await counts('100%')).toMatchObject({ case: 4, all: 4 });
	expect(await counts('1%0')).toMatchObject({ all: 0 });
	// 120 mails of the other house come after those of ours.
	expect(await counts('ana150@perso.test')).toMatchObject({ all: 0 });
	expect(await counts('ana150@perso.test', other)).toMatchObject({ all: 1 });
});

test('a search keeps its pages; what nobody can read asks for nothing', async () => {
	expect(await whole({ q: 'palette cassée' })).toHaveLength(120);
	const odd = await list({ view: 'nothing', after: 'nowhere', q: 'x'.repeat(500) } as never);
	expect(odd.filter).toEqual({ view: 'waiting', q: 'x'.repeat(200) });
	const [theirs] = (await list({}, other)).rows;
	expect((await list({ view: 'all', after: theirs!.mailId })).rows).toEqual([]);
});
