import { beforeAll, describe, expect, it } from 'vitest';
import { createUser } from '$lib/server/settings/create-user';
import { openSession } from '$lib/server/auth/session';
import { asAppError } from '$lib/server/trpc/errors';
import { auditOf, codeOf, knock, mailsTo, PASSWORD, passwordHash } from '../../support/accounts';
import { asOwner, useDatabase } from '../../support/database';
import { buildOrganisation, buildUser } from '../../support/factories';
import { deskScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

const answerTo = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(thrown: unknown) => asAppError(thrown).code
	);
const build = async (fields: Parameters<typeof buildUser>[1] = {}) =>
	buildUser(ours.inside, { passwordHash: await passwordHash(), role: 'approver', ...fields });

let address = 0;
const door = () => knock(null, { from: `10.4.0.${++address}` }).staff;

const begin = async (email: string) => {
	const { isIn, name, value } = await door().signIn({ email, password: PASSWORD });
	expect([isIn, name]).toEqual([false, 'entendu_sign_in']);
	return value;
};
/** To the end of a first sign-in. */
async function setUp(email: string) {
	const step = await begin(email);
	const { proposal } = (await door().step({ step }))!;
	const { cookies, codes } = await door().enterCode({ step, code: codeOf(proposal!.secret) });
	return { secret: proposal!.secret, codes: codes!, session: cookies[0]!.value };
}
const signedInBy = (userId: string) =>
	asOwner<{ kind: string; name: string }>(
		`select actor_kind as kind, actor_name as name from audit_event where action = 'user.signed_in' and subject_id = $1`,
		[userId]
	);
/** A test takes less time than a code lives: what was taken is forgotten, as if half a minute had gone by. */
const later = (userId: string) =>
	asOwner('update second_factor set last_step = last_step - 2 where user_id = $1', [userId]);

describe('the first sign-in of an approver', () => {
	it('shows a secret, takes a code of it, gives ten recovery codes and lets him in', async () => {
		const ana = await build();
		const step = await begin(ana.email);
		const shown = (await door().step({ step }))!;
		expect(shown.proposal!.secret.replaceAll(' ', '')).toMatch(/^[A-Z2-7]{32}$/);
		expect(shown.proposal!.picture.path).toMatch(/^M\d+ \d+h1v1h-1z/);
		expect(await answerTo(door().enterCode({ step, code: '000000' }))).toBe('code_wrong');
		const code = codeOf(shown.proposal!.secret);
		const { cookies, codes } = await door().enterCode({ step, code });
		expect(new Set(codes).size).toBe(10);
		expect(await openSession(cookies[0]!.value)).toMatchObject({ user: { id: ana.id } });
		expect(await door().step({ step })).toBeNull();
		expect(await auditOf(ana.id)).toEqual(['user.factor_set', 'user.signed_in']);
		expect(await signedInBy(ana.id)).toEqual([{ kind: 'user', name: ana.name }]);
		expect((await mailsTo(ours.inside, ana.email)).map(({ event }) => event)).toEqual([
			'factor_changed'
		]);
	});

	it('opens no session before the code', async () => {
		const ana = await build();
		const step = await begin(ana.email);
		expect(await openSession(step)).toBeNull();
		expect(await asOwner('select 1 from session where user_id = $1', [ana.id])).toEqual([]);
	});

	it('shows another secret each time: one seen by somebody who knew the password serves nobody', async () => {
		const ana = await build();
		const first = await begin(ana.email);
		const before = (await door().step({ step: first }))!.proposal!.secret;
		const second = await begin(ana.email);
		const after = (await door().step({ step: second }))!.proposal!.secret;
		expect(after).not.toBe(before);
		expect(await answerTo(door().enterCode({ step: second, code: codeOf(before) }))).toBe(
			'code_wrong'
		);
	});

	it('sends whoever began earlier with the password alone back: he never sees the secret its owner takes', async () => {
		const ana = await build();
		const thief = await begin(ana.email);
		const owner = await begin(ana.email);
		const { secret } = (await door().step({ step: owner }))!.proposal!;
		expect(await door().step({ step: thief })).toBeNull();
		expect(await answerTo(door().enterCode({ step: thief, code: codeOf(secret) }))).toBe(
			'sign_in_again'
		);
		expect(await answerTo(door().enterCode({ step: owner, code: codeOf(secret) }))).toBe('done');
	});

	it('takes ten minutes at most', async () => {
		const ana = await build();
		const step = await begin(ana.email);
		await asOwner(`update sign_in_step set expires_at = '2020-01-01' where user_id = $1`, [ana.id]);
		expect(await door().step({ step })).toBeNull();
		expect(await answerTo(door().enterCode({ step, code: '123456' }))).toBe('sign_in_again');
	});

	it('is the same for an administrator made on the command line', async () => {
		const email = 'root@menuiserie.test';
		const fields = { email, name: 'Root', role: 'admin', team: '', language: 'fr' } as const;
		await createUser(ours.inside, { ...fields, password: PASSWORD });
		expect(await openSession((await setUp(email)).session)).not.toBeNull();
	});
});

describe('a second factor', () => {
	it('is at rest sealed, and its recovery codes are hashes', async () => {
		const ana = await build();
		const { secret, codes } = await setUp(ana.email);
		const rest = JSON.stringify([
			await asOwner('select * from second_factor'),
			await asOwner('select * from recovery_code'),
			await asOwner('select * from audit_event'),
			await asOwner('select * from delivery'),
			await asOwner('select * from sign_in_step')
		]);
		for (const kept of [secret, secret.replaceAll(' ', ''), ...codes])
			expect(rest).not.toContain(kept);
	});

	it('is asked for at every sign-in after that; a code is taken once', async () => {
		const ana = await build();
		const { secret } = await setUp(ana.email);
		const step = await begin(ana.email);
		expect((await door().step({ step }))!.proposal).toBeNull();
		const code = codeOf(secret);
		expect(await answerTo(door().enterCode({ step, code }))).toBe('code_wrong');
		await later(ana.id);
		const both = await Promise.all([
			answerTo(door().enterCode({ step, code })),
			answerTo(door().enterCode({ step: await begin(ana.email), code }))
		]);
		expect(both.sort()).toEqual(['code_wrong', 'done']);
	});

	it('takes the code before and after now, not older ones', async () => {
		const ana = await build();
		const { secret } = await setUp(ana.email);
		await later(ana.id);
		const step = await begin(ana.email);
		for (const steps of [-3, 3])
			expect(await answerTo(door().enterCode({ step, code: codeOf(secret, steps) }))).toBe(
				'code_wrong'
			);
		expect(await answerTo(door().enterCode({ step, code: codeOf(secret, 1) }))).toBe('done');
	});

	it('takes each recovery code once instead, and tells its owner how many are left', async () => {
		const ana = await build();
		const { codes } = await setUp(ana.email);
		const spend = async (code: string) =>
			answerTo(door().enterCode({ step: await begin(ana.email), code }));
		expect(await spend(codes[3]!.toUpperCase().replaceAll('-', ' '))).toBe('done');
		expect(await spend(codes[3]!)).toBe('code_wrong');
		expect(await spend(codes[4]!)).toBe('done');
		const mails = await mailsTo(ours.inside, ana.email);
		expect(mails.filter(({ event }) => event === 'recovery_used')).toHaveLength(2);
		expect(mails[0]!.text).toContain('8');
	});

	it('of one account opens no other, nor do its recovery codes', async () => {
		const [ana, eve] = [await build(), await build()];
		const hers = await setUp(ana.email);
		await setUp(eve.email);
		await later(eve.id);
		const step = await begin(eve.email);
		for (const code of [codeOf(hers.secret), hers.codes[0]!])
			expect(await answerTo(door().enterCode({ step, code }))).toBe('code_wrong');
	});

	it('copied to another row opens nothing', async () => {
		const [ana, eve] = [await build(), await build()];
		const { secret } = await setUp(ana.email);
		await setUp(eve.email);
		await asOwner(
			`update second_factor set last_step = 0, sealed = (select sealed from second_factor where user_id = $1) where user_id = $2`,
			[ana.id, eve.id]
		);
		const step = await begin(eve.email);
		expect(await answerTo(door().enterCode({ step, code: codeOf(secret) }))).not.toBe('done');
	});

	it('is guessed five times from one place and ten times in all, the right code included', async () => {
		const ana = await build();
		const { secret } = await setUp(ana.email);
		await later(ana.id);
		const step = await begin(ana.email);
		const from = (place: string) => (code: string) =>
			answerTo(knock(null, { from: place }).staff.enterCode({ step, code }));
		for (const place of ['10.5.0.1', '10.5.0.2']) {
			for (let time = 0; time < 5; time++) expect(await from(place)('000000')).toBe('code_wrong');
			expect(await from(place)(codeOf(secret))).toBe('too_many_attempts');
		}
		expect(await from('10.5.0.3')(codeOf(secret))).toBe('too_many_attempts');
	});
});

describe('whoever need not have one', () => {
	it('signs in with the password alone: other roles, and everybody of a demo house', async () => {
		const claire = await build({ role: 'collector' });
		expect(await door().signIn({ email: claire.email, password: PASSWORD })).toMatchObject({
			isIn: true
		});
		const demo = await buildOrganisation();
		await asOwner('update organisation set demo = true where id = $1', [demo.organisationId]);
		const boss = await buildUser(demo, { role: 'admin', passwordHash: await passwordHash() });
		expect(await door().signIn({ email: boss.email, password: PASSWORD })).toMatchObject({
			isIn: true
		});
	});

	it('may set one up on his own page, change it and take it away again', async () => {
		const claire = await build({ role: 'collector' });
		const { account } = knock(deskScopeOf(claire, ours.inside)).desk;
		expect(await answerTo(account.beginFactor({ current: 'wrong' }))).toBe('password_wrong');
		await account.beginFactor({ current: PASSWORD });
		const { proposal } = (await account.show()).factor;
		expect(await answerTo(account.confirmFactor({ code: '000000' }))).toBe('code_wrong');
		const codes = await account.confirmFactor({ code: codeOf(proposal!.secret) });
		expect((await account.show()).factor).toMatchObject({ codesLeft: 10, proposal: null });
		await begin(claire.email);
		const renewed = await account.renewCodes({ current: PASSWORD });
		expect(renewed.filter((code) => codes.includes(code))).toEqual([]);
		expect((await mailsTo(ours.inside, claire.email)).map(({ event }) => event)).toContain(
			'recovery_renewed'
		);
		const spent = await answerTo(
			door().enterCode({ step: await begin(claire.email), code: codes[0]! })
		);
		expect(spent).toBe('code_wrong');
		await account.removeFactor({ current: PASSWORD });
		expect(await door().signIn({ email: claire.email, password: PASSWORD })).toMatchObject({
			isIn: true
		});
		expect(await auditOf(claire.id)).toEqual([
			...['user.factor_set', 'user.recovery_renewed', 'user.factor_removed', 'user.signed_in']
		]);
	});

	it('keeps the one in force until a code of the next one was right', async () => {
		const claire = await build({ role: 'collector' });
		const { account } = knock(deskScopeOf(claire, ours.inside)).desk;
		await account.beginFactor({ current: PASSWORD });
		const { secret } = (await account.show()).factor.proposal!;
		await account.confirmFactor({ code: codeOf(secret) });
		await account.beginFactor({ current: PASSWORD });
		await later(claire.id);
		const enter = async () =>
			answerTo(door().enterCode({ step: await begin(claire.email), code: codeOf(secret) }));
		expect(await enter()).toBe('done');
		await account.forgetProposal();
		expect((await account.show()).factor.proposal).toBeNull();
		expect(await answerTo(account.confirmFactor({ code: codeOf(secret) }))).toBe(
			'factor_not_begun'
		);
	});

	it('must keep it where the role asks for it', async () => {
		const ana = await build();
		await setUp(ana.email);
		const { account } = knock(deskScopeOf(ana, ours.inside)).desk;
		expect((await account.show()).factor.required).toBe(true);
		expect(await answerTo(account.removeFactor({ current: PASSWORD }))).toBe('factor_required');
	});

	it('sees and changes nothing of another account, here or in another house', async () => {
		const ana = await build();
		await setUp(ana.email);
		const before = await asOwner('select * from second_factor where user_id = $1', [ana.id]);
		for (const scope of [ours.desk.collector, other.desk.admin]) {
			const { account } = knock(scope).desk;
			expect((await account.show()).factor).toMatchObject({ since: null, codesLeft: 0 });
			await account.forgetProposal();
			await account.endOtherSessions();
		}
		expect(await asOwner('select * from second_factor where user_id = $1', [ana.id])).toEqual(
			before
		);
	});
});
