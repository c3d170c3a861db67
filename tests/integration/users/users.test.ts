import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSession, openSession } from '$lib/server/auth/session';
import { asAppError } from '$lib/server/trpc/errors';
import { auditOf, knock, mailsTo, PASSWORD, passwordHash } from '../../support/accounts';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildUser } from '../../support/factories';
import { deskScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

const users = (company = ours) => knock(company.desk.admin).desk.users;
const codeOf = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(thrown: unknown) => asAppError(thrown).code
	);
const build = async (fields: Parameters<typeof buildUser>[1] = {}) =>
	buildUser(ours.inside, { passwordHash: await passwordHash(), ...fields });
const profileOf = ({ name, role, team, language }: Awaited<ReturnType<typeof build>>) => ({
	...{ name, role, team, language }
});
const sessionFor = async ({ id, organisationId }: Awaited<ReturnType<typeof build>>) =>
	(await createSession(id, organisationId)).id;

describe('an administrator', () => {
	it('sees the colleagues of his house, closed ones too, and of no other', async () => {
		const gone = await build({ disabledAt: new Date('2026-01-01T00:00:00Z') });
		const { users: all } = await users().list();
		expect(all.map(({ id }) => id)).toContain(gone.id);
		expect(all.map(({ id }) => id)).toEqual(
			expect.not.arrayContaining(Object.values(other.users).map(({ id }) => id))
		);
		expect(all.find(({ id }) => id === ours.users.approver.id)!.factor).toBe('missing');
		expect(all.find(({ id }) => id === ours.users.collector.id)!.factor).toBe('off');
	});

	it('changes name, role, team and language; what stays the same is no change', async () => {
		const colleague = await build();
		const after = { name: 'Ana', role: 'executive', team: 'quality', language: 'de' } as const;
		await users().change({ userId: colleague.id, ...after });
		await users().change({ userId: colleague.id, ...after });
		expect((await users().show({ userId: colleague.id })).user).toMatchObject(after);
		expect(await auditOf(colleague.id)).toEqual(['user.changed']);
		const [event] = await asOwner<{ data: unknown }>(
			`select data from audit_event where subject_id = $1`,
			[colleague.id]
		);
		expect(event!.data).toMatchObject({ role: { before: 'collector', after: 'executive' } });
	});

	it('reads, before he closes an account, which rules name it and who else may approve', async () => {
		const rule = { category: null, claimType: null, aboveMinor: '0' };
		const approverId = ours.users.approver.id;
		await asOwner('update organisation set approval_rules = $2 where id = $1', [
			ours.inside.organisationId,
			JSON.stringify([
				{ ...rule, approverId: null },
				{ ...rule, approverId }
			])
		]);
		const signs = async (userId: string) => (await users().show({ userId })).signs;
		expect(await signs(approverId)).toEqual({
			...{ rules: [2], isSigner: true, others: [ours.users.admin.name] }
		});
		expect(await signs(ours.users.collector.id)).toMatchObject({ rules: [], isSigner: false });
	});

	it('who gives another role ends the sessions of the old one; another name ends none', async () => {
		const colleague = await build();
		const session = await sessionFor(colleague);
		await users().change({ userId: colleague.id, ...profileOf(colleague), name: 'Ana' });
		expect((await openSession(session))?.user.name).toBe('Ana');
		await users().change({ userId: colleague.id, ...profileOf(colleague), role: 'approver' });
		expect(await openSession(session)).toBeNull();
	});

	it('disables: every session ends at once, and the password opens nothing', async () => {
		const colleague = await build();
		const sessions = [await sessionFor(colleague), await sessionFor(colleague)];
		await users().disable({ userId: colleague.id });
		for (const session of sessions) expect(await openSession(session)).toBeNull();
		expect(await asOwner('select 1 from session where user_id = $1', [colleague.id])).toEqual([]);
		const signIn = { email: colleague.email, password: PASSWORD };
		expect(await codeOf(knock(null, { from: '10.1.0.1' }).staff.signIn(signIn))).toBe(
			'wrong_credentials'
		);
		await users().disable({ userId: colleague.id });
		await users().enable({ userId: colleague.id });
		await users().enable({ userId: colleague.id });
		expect(await codeOf(knock(null, { from: '10.1.0.2' }).staff.signIn(signIn))).toBe('done');
		expect(await auditOf(colleague.id)).toEqual([
			...['user.disabled', 'user.enabled', 'user.signed_in']
		]);
		expect((await users().show({ userId: colleague.id })).user.lastSignInAt).not.toBeNull();
	});

	it('is told what a colleague leaves behind', async () => {
		const colleague = await build();
		await asOwner('update customer set collector_id = $1 where id = $2', [
			...[colleague.id, ours.account.customer.id]
		]);
		const held = await buildDispute(ours.inside, ours.account.dueSoon, { claimedMinor: 1n });
		const done = await buildDispute(ours.inside, ours.account.dueSoon, {
			...{ claimedMinor: 1n, status: 'resolved' }
		});
		await asOwner('update dispute set collector_id = $1 where id = any($2)', [
			...[colleague.id, [held.id, done.id]]
		]);
		const page = await users().show({ userId: colleague.id });
		expect(page.customers.map(({ code }) => code)).toEqual([ours.account.customer.code]);
		expect(page.cases.map(({ reference }) => reference)).toEqual([held.reference]);
	});

	it('of one house neither sees nor touches a colleague of another', async () => {
		const userId = other.users.collector.id;
		const before = await asOwner('select * from "user" where id = $1', [userId]);
		for (const work of [
			() => users().show({ userId }),
			() => users().change({ userId, name: 'X', role: 'admin', team: '', language: 'fr' }),
			() => users().disable({ userId }),
			() => users().enable({ userId }),
			() => users().resetFactor({ userId })
		])
			expect(await codeOf(work())).toBe('not_found');
		expect(await asOwner('select * from "user" where id = $1', [userId])).toEqual(before);
	});
});

describe('nobody but an administrator', () => {
	it.each(['collector', 'resolver', 'approver', 'executive'] as const)(
		'a %s is refused',
		async (role) => {
			const { desk } = knock(ours.desk[role]);
			const userId = ours.users.resolver.id;
			expect(await codeOf(desk.users.list())).toBe('not_allowed');
			expect(await codeOf(desk.users.disable({ userId }))).toBe('not_allowed');
			expect(await codeOf(desk.users.resetFactor({ userId }))).toBe('not_allowed');
		}
	);
});

describe('an administrator always remains', () => {
	let second: Awaited<ReturnType<typeof build>>;
	beforeEach(async () => {
		await asOwner(`update "user" set role = 'collector' where role = 'admin' and id <> $1`, [
			ours.users.admin.id
		]);
		second = await build({ role: 'admin' });
	});
	const actives = async () =>
		(
			await asOwner(
				`select 1 from "user" where organisation_id = $1 and role = 'admin' and disabled_at is null`,
				[ours.inside.organisationId]
			)
		).length;
	const demoted = { role: 'collector' } as const;

	it('the last one can neither disable nor demote himself', async () => {
		const me = ours.users.admin;
		await users().disable({ userId: second.id });
		expect(await codeOf(users().disable({ userId: me.id }))).toBe('last_admin');
		expect(await codeOf(users().change({ userId: me.id, ...profileOf(me), ...demoted }))).toBe(
			'last_admin'
		);
		await users().change({ userId: me.id, ...profileOf(me), name: 'Same role' });
		expect(await actives()).toBe(1);
	});

	it('two who demote or disable each other at the same moment leave one', async () => {
		const him = knock(deskScopeOf(second, ours.inside)).desk.users;
		const answers = await Promise.all([
			codeOf(users().change({ userId: second.id, ...profileOf(second), ...demoted })),
			codeOf(him.disable({ userId: ours.users.admin.id }))
		]);
		expect(answers.sort()).toEqual(['done', 'last_admin']);
		expect(await actives()).toBe(1);
		await asOwner('update "user" set disabled_at = null, role = $1 where id = $2', [
			...['admin', ours.users.admin.id]
		]);
	});

	it('those of another house do not count', async () => {
		await users().disable({ userId: second.id });
		expect(other.users.admin.role).toBe('admin');
		expect(await codeOf(users().disable({ userId: ours.users.admin.id }))).toBe('last_admin');
	});
});

describe('a second factor that was lost', () => {
	it('is erased by an administrator, with its sessions; its owner is told by mail', async () => {
		const colleague = await build({ role: 'approver', language: 'en' });
		await asOwner(
			`insert into second_factor (organisation_id, user_id, sealed, confirmed_at) values ($1, $2, 'x', now())`,
			[ours.inside.organisationId, colleague.id]
		);
		const session = await sessionFor(colleague);
		expect((await users().show({ userId: colleague.id })).user.factor).toBe('on');
		await users().resetFactor({ userId: colleague.id });
		await users().resetFactor({ userId: colleague.id });
		expect((await users().show({ userId: colleague.id })).user.factor).toBe('missing');
		expect(await openSession(session)).toBeNull();
		expect(await auditOf(colleague.id)).toEqual(['user.factor_reset']);
		const mails = await mailsTo(ours.inside, colleague.email);
		expect(mails).toMatchObject([{ event: 'factor_reset', language: 'en', status: 'sent' }]);
	});

	it('of his own is not erased from there', async () => {
		const userId = ours.users.admin.id;
		expect(await codeOf(users().resetFactor({ userId }))).toBe('own_account');
	});
});
