import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { answeredWork } from '$lib/server/auth/after-answer';
import { createSession, openSession } from '$lib/server/auth/session';
import { asAppError } from '$lib/server/trpc/errors';
import { auditOf, knock, mailsTo, PASSWORD, passwordHash, tokenFor } from '../../support/accounts';
import { asOwner, useDatabase } from '../../support/database';
import { buildUser } from '../../support/factories';
import { hold } from '../../support/hold';
import { deskScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

const ANOTHER = 'ardoise et prunier';
const codeOf = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(thrown: unknown) => asAppError(thrown).code
	);
const build = async (fields: Parameters<typeof buildUser>[1] = {}) =>
	buildUser(ours.inside, { passwordHash: await passwordHash(), ...fields });

let address = 0;
/** Each story comes from a place of its own. */
const door = () => knock(null, { from: `10.2.0.${++address}` }).staff;
const ask = async (email: string) => {
	await door().askReset({ email });
	await answeredWork();
};
const resets = async () => (await asOwner('select 1 from password_reset')).length;

describe('a forgotten password', () => {
	it('is replaced through the mail, once; what the old one opened ends', async () => {
		const claire = await build({ language: 'en' });
		const session = (await createSession(claire.id, claire.organisationId)).id;
		await ask(` ${claire.email.toUpperCase()} `);
		const token = await tokenFor(ours.inside, claire.email);
		expect(await door().reset({ token })).toEqual({ email: claire.email, state: 'open' });
		expect(await openSession(session)).not.toBeNull();
		await door().useReset({ token, password: ANOTHER });
		expect(await openSession(session)).toBeNull();
		const signIn = (password: string) => codeOf(door().signIn({ email: claire.email, password }));
		expect(await signIn(PASSWORD)).toBe('wrong_credentials');
		expect(await signIn(ANOTHER)).toBe('done');
		expect(await codeOf(door().useReset({ token, password: PASSWORD }))).toBe('link_revoked');
		expect((await mailsTo(ours.inside, claire.email)).map(({ event }) => event)).toEqual([
			...['password_changed', 'reset_asked']
		]);
		expect(await auditOf(claire.id)).toEqual([
			...['user.reset_asked', 'user.password_reset', 'user.signed_in']
		]);
	});

	it('is answered alike for an address nobody knows, a closed account and an invited one', async () => {
		const gone = await build({ disabledAt: new Date('2026-01-01T00:00:00Z') });
		const before = await resets();
		for (const email of ['nobody@menuiserie.test', gone.email])
			expect(await door().askReset({ email })).toBeUndefined();
		await answeredWork();
		expect(await resets()).toBe(before);
		expect(await mailsTo(ours.inside, gone.email)).toEqual([]);
	});

	it('is answered without waiting for what it finds', async () => {
		const claire = await build();
		const before = await resets();
		const letGo = await hold(
			ours.inside,
			sql`select from "user" where id = ${claire.id} for update`
		);
		await door().askReset({ email: claire.email });
		expect(await resets()).toBe(before);
		await letGo();
		await answeredWork();
		expect(await resets()).toBe(before + 1);
	});

	it('is mailed three times in an hour at most, and only the last link opens', async () => {
		const claire = await build();
		const tokens: string[] = [];
		for (let time = 0; time < 3; time++) {
			await ask(claire.email);
			tokens.push(await tokenFor(ours.inside, claire.email));
		}
		await ask(claire.email);
		expect(await mailsTo(ours.inside, claire.email)).toHaveLength(3);
		const states = await Promise.all(
			tokens.map(async (token) => (await door().reset({ token })).state)
		);
		expect(states).toEqual(['ended', 'ended', 'open']);
	});

	it('is asked for ten times from one place, whichever addresses are tried', async () => {
		const here = knock(null, { from: '10.3.0.1' }).staff;
		for (let time = 0; time < 10; time++)
			expect(await codeOf(here.askReset({ email: `x${time}@menuiserie.test` }))).toBe('done');
		expect(await codeOf(here.askReset({ email: 'x@menuiserie.test' }))).toBe('too_many_attempts');
		await answeredWork();
	});

	it('comes too late after an hour, and after the account was closed', async () => {
		const claire = await build();
		await ask(claire.email);
		const token = await tokenFor(ours.inside, claire.email);
		await knock(ours.desk.admin).desk.users.disable({ userId: claire.id });
		expect((await door().reset({ token })).state).toBe('ended');
		await knock(ours.desk.admin).desk.users.enable({ userId: claire.id });
		await ask(claire.email);
		const next = await tokenFor(ours.inside, claire.email);
		await asOwner(`update password_reset set expires_at = '2020-01-01' where user_id = $1`, [
			claire.id
		]);
		expect((await door().reset({ token: next })).state).toBe('expired');
		expect(await codeOf(door().useReset({ token: next, password: ANOTHER }))).toBe('link_expired');
	});

	it('opens the account it was asked for and no other', async () => {
		const claire = await build();
		const neighbour = await asOwner('select password_hash from "user" where organisation_id = $1', [
			other.inside.organisationId
		]);
		await ask(claire.email);
		const token = await tokenFor(ours.inside, claire.email);
		await door().useReset({ token, password: ANOTHER });
		expect(
			await asOwner('select password_hash from "user" where organisation_id = $1', [
				other.inside.organisationId
			])
		).toEqual(neighbour);
	});

	it('is at rest a hash', async () => {
		const claire = await build();
		await ask(claire.email);
		const token = await tokenFor(ours.inside, claire.email);
		const rest = [
			await asOwner('select * from password_reset'),
			await asOwner('select * from delivery')
		];
		expect(JSON.stringify(rest)).not.toContain(token);
	});
});

describe('one’s own password', () => {
	it('changes for whoever knows it; the other sessions end, this one stays', async () => {
		const claire = await build();
		const [mine, elsewhere] = [
			(await createSession(claire.id, claire.organisationId)).id,
			(await createSession(claire.id, claire.organisationId)).id
		];
		const { account } = knock(deskScopeOf(claire, ours.inside), { sessionId: mine }).desk;
		const change = (current: string, password: string) =>
			codeOf(account.changePassword({ current, password }));
		expect(await change('wrong password', ANOTHER)).toBe('password_wrong');
		expect(await change(PASSWORD, 'short')).toBe('password_short');
		expect(await change(PASSWORD, ANOTHER)).toBe('done');
		expect(await openSession(mine)).not.toBeNull();
		expect(await openSession(elsewhere)).toBeNull();
		expect(await codeOf(door().signIn({ email: claire.email, password: ANOTHER }))).toBe('done');
		expect(await auditOf(claire.id)).toEqual(['user.password_changed', 'user.signed_in']);
		expect((await mailsTo(ours.inside, claire.email)).map(({ event }) => event)).toEqual([
			'password_changed'
		]);
	});

	it('is guessed five times at most by whoever sits down at an open session', async () => {
		const claire = await build();
		const { account } = knock(deskScopeOf(claire, ours.inside)).desk;
		const guess = () => codeOf(account.changePassword({ current: 'wrong', password: ANOTHER }));
		for (let time = 0; time < 5; time++) expect(await guess()).toBe('password_wrong');
		expect(await guess()).toBe('too_many_attempts');
	});
});

describe('one’s own sessions and language', () => {
	it('are listed without their ids; the others end when asked', async () => {
		const claire = await build();
		const device = 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0';
		const mine = (await createSession(claire.id, claire.organisationId, device)).id;
		const elsewhere = (await createSession(claire.id, claire.organisationId)).id;
		const { account } = knock(deskScopeOf(claire, ours.inside), { sessionId: mine }).desk;
		const { sessions } = await account.show();
		expect(sessions.map(({ device, mine }) => [device, mine])).toEqual(
			expect.arrayContaining([
				['Firefox, Windows', true],
				['', false]
			])
		);
		expect(JSON.stringify(sessions)).not.toContain(mine);
		await account.endOtherSessions();
		expect((await account.show()).sessions).toHaveLength(1);
		expect(await openSession(elsewhere)).toBeNull();
		expect(await openSession(mine)).not.toBeNull();
		expect(await auditOf(claire.id)).toEqual(['user.sessions_ended']);
	});

	it('the language is his own for the next request', async () => {
		const claire = await build({ language: 'fr' });
		const mine = (await createSession(claire.id, claire.organisationId)).id;
		const { account } = knock(deskScopeOf(claire, ours.inside)).desk;
		await account.changeLanguage({ language: 'es' });
		expect((await openSession(mine))?.user.language).toBe('es');
		expect(await auditOf(claire.id)).toEqual(['user.language_changed']);
	});
});
