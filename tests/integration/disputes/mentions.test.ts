import { uuidv7 } from 'uuidv7';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '$lib/domain/access';
import { deliverDue } from '$lib/server/delivery/deliver';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildUser } from '../../support/factories';
import { callerFor, deskScopeOf, type UserRow } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, mailsAbout } from './traces';

useDatabase();

let ours: Company;
let other: Company;
let zoe: UserRow;
let about: { id: string; reference: string };

beforeAll(async () => {
	({ ours, other } = await buildWorld());
	zoe = await buildUser(ours.inside, {
		...{ name: 'Zoé Lévy', email: 'zoe@m.test', role: 'resolver', language: 'en' }
	});
});
beforeEach(async () => {
	about = await buildDispute(ours.inside, ours.account.overdue, { claimedMinor: 100n });
});

const door = (role: Role | UserRow = 'collector', company = ours) =>
	callerFor(typeof role === 'string' ? company.desk[role] : deskScopeOf(role, company.inside)).desk
		.disputes;
const note = (body: string, more: object = {}) =>
	door().post({
		...{ disputeId: about.id, audience: 'internal', body, idempotencyKey: uuidv7() },
		...more
	});
const page = (role: Role | UserRow = 'collector') => door(role).page(about);
const partOf = async (role: Role | UserRow, company = ours) =>
	(await door(role, company).queue({ view: 'part' })).rows.flatMap(({ id }) =>
		id === about.id ? [id] : []
	);
const told = async () => (await mailsAbout(about.id)).map(({ to_email }) => to_email);

describe('whom a note calls', () => {
	test('takes part from then on, and reads it once in his language, behind the sign-in', async () => {
		const idempotencyKey = uuidv7();
		await note('@Zoé Lévy, qui a signé le bon ?', { idempotencyKey });
		await note('@Zoé Lévy, qui a signé le bon ?', { idempotencyKey });
		await deliverDue();
		const mails = await asOwner(
			'select to_email, language, link_id, subject, text from delivery where dispute_id = $1',
			[about.id]
		);
		expect(mails).toMatchObject([{ to_email: 'zoe@m.test', language: 'en', link_id: null }]);
		expect(mails[0]!.subject).toContain(`${about.reference}: collector m mentions you`);
		expect(mails[0]!.text).toContain(`/disputes/${about.reference}`);
		expect(mails[0]!.text).toContain('qui a signé le bon');
		expect(await partOf(zoe)).toEqual([about.id]);
		expect((await page()).talk).toMatchObject({
			participants: [{ userId: zoe.id, name: 'Zoé Lévy', addedByName: 'collector m' }],
			mentions: [{ name: 'Zoé Lévy' }]
		});
		expect(await auditOf(about.id)).toEqual(['dispute.mentioned', 'dispute.message_posted']);
	});

	test('by a tick as well, each once; another note tells him again, and he takes part once', async () => {
		await note('@Zoé Lévy', { mentions: [zoe.id, ours.users.executive.id] });
		await note('Et encore', { mentions: [zoe.id] });
		expect(await told()).toEqual(expect.arrayContaining(['zoe@m.test', 'executive@m.test']));
		expect((await told()).filter((to) => to === 'zoe@m.test')).toHaveLength(2);
		expect((await page()).talk.participants).toHaveLength(2);
	});

	test('is kept as it was understood, whatever he is called later', async () => {
		await note('@Zoé Lévy');
		await asOwner(`update "user" set name = 'Zoé Martin' where id = $1`, [zoe.id]);
		expect((await page()).talk.mentions).toMatchObject([{ name: 'Zoé Lévy' }]);
		await asOwner(`update "user" set name = 'Zoé Lévy' where id = $1`, [zoe.id]);
	});

	test('is nobody in what the customer reads, nor whoever writes, nor who left', async () => {
		await note('@Zoé Lévy', { audience: 'customer', mentions: [zoe.id] });
		await note('@collector m');
		await asOwner(`update "user" set disabled_at = created_at where id = $1`, [zoe.id]);
		await note('@Zoé Lévy');
		await expect(note('x', { mentions: [zoe.id] })).rejects.toMatchObject({
			cause: { code: 'not_found', field: 'mentions' }
		});
		await asOwner(`update "user" set disabled_at = null where id = $1`, [zoe.id]);
		expect((await page()).talk).toMatchObject({ participants: [], mentions: [] });
		expect(await told()).not.toContain('zoe@m.test');
	});

	test('is nobody of another company', async () => {
		await expect(note('x', { mentions: [other.users.admin.id] })).rejects.toThrow('not_found');
		await note('@admin n');
		expect(await told()).toEqual([]);
		expect(await partOf('admin', other)).toEqual([]);
		expect((await page()).talk.mentionable.map(({ id }) => id)).not.toContain(other.users.admin.id);
	});
});

describe('who takes part', () => {
	test('may do what his role permits, and no more', async () => {
		await note('x', { mentions: [ours.users.executive.id, zoe.id] });
		expect(await partOf('executive')).toEqual([about.id]);
		for (const [who, may] of [
			['executive', ['proofs.read']],
			[zoe, ['disputes.message', 'disputes.answer']]
		] as const)
			expect((await page(who)).can).toEqual(may);
		const wanted = { disputeId: about.id, audience: 'internal', body: 'x' } as const;
		await expect(door('executive').post({ ...wanted, idempotencyKey: uuidv7() })).rejects.toThrow(
			'not_allowed'
		);
	});

	test('leaves by himself, or is taken out by whoever writes on the case; called again, he is back', async () => {
		const { executive } = ours.users;
		await note('x', { mentions: [executive.id, zoe.id] });
		const remove = (by: Role | UserRow, userId: string, company = ours) =>
			door(by, company).removeParticipant({ disputeId: about.id, userId });
		await expect(remove('executive', zoe.id)).rejects.toThrow('not_allowed');
		await expect(remove('admin', zoe.id, other)).rejects.toThrow('not_found');
		await expect(remove('admin', ours.users.approver.id)).rejects.toThrow('not_found');
		await remove('executive', executive.id);
		await remove(zoe, zoe.id);
		await remove('collector', zoe.id);
		expect([await partOf('executive'), await partOf(zoe)]).toEqual([[], []]);
		expect((await auditOf(about.id)).filter((event) => /removed/.test(event))).toHaveLength(2);
		await note('@Zoé Lévy');
		expect(await partOf(zoe)).toEqual([about.id]);
	});

	test('finds it no more among his once it is closed', async () => {
		await note('@Zoé Lévy');
		await door().close({ disputeId: about.id, to: 'withdrawn', note: 'Réglé au téléphone.' });
		expect(await partOf(zoe)).toEqual([]);
	});
});
