import { beforeAll, describe, expect, it } from 'vitest';
import { setClock } from '$lib/server/clock';
import { forgetEnv } from '$lib/server/env';
import { asAppError } from '$lib/server/trpc/errors';
import { auditOf, knock, mailsTo, PASSWORD, tokenFor } from '../../support/accounts';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

const users = (company = ours) => knock(company.desk.admin).desk.users;
const door = () => knock(null).staff;
const person = (email: string) => ({
	...{ email, name: 'Julie Bernard', role: 'approver' as const },
	...{ team: 'sales', language: 'en' as const }
});
const codeOf = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(thrown: unknown) => asAppError(thrown).code
	);

describe('somebody who is invited', () => {
	it('gets a mail in his language, chooses a password and signs in', async () => {
		const email = 'julie@menuiserie.test';
		const invitationId = await users().invite(person('  Julie@Menuiserie.test '));
		const [mail] = await mailsTo(ours.inside, email);
		expect(mail).toMatchObject({ event: 'invited', language: 'en', status: 'sent' });
		const token = await tokenFor(ours.inside, email);
		expect(await door().invitation({ token })).toMatchObject({
			...{ organisation: 'Menuiserie Dupont', email, role: 'approver', state: 'open' }
		});
		expect(await codeOf(door().signIn({ email, password: PASSWORD }))).toBe('wrong_credentials');
		await door().acceptInvitation({ token, password: PASSWORD });
		expect(await door().signIn({ email, password: PASSWORD })).toMatchObject({ isIn: false });
		const { users: all, invitations } = await users().list();
		expect(all.find((user) => user.email === email)).toMatchObject({
			...{ name: 'Julie Bernard', role: 'approver', team: 'sales', language: 'en' }
		});
		expect(invitations).toEqual([]);
		const userId = all.find((user) => user.email === email)!.id;
		expect(await auditOf(invitationId)).toEqual(['user.invited']);
		expect(await auditOf(userId)).toEqual(['user.invitation_accepted']);
	});

	it('opens his link once, and looking at it changes nothing', async () => {
		const email = 'once@menuiserie.test';
		await users().invite(person(email));
		const token = await tokenFor(ours.inside, email);
		const before = await asOwner('select * from invitation order by id');
		for (let look = 0; look < 3; look++) await door().invitation({ token });
		expect(await asOwner('select * from invitation order by id')).toEqual(before);
		const both = [PASSWORD, `${PASSWORD} !`].map((password) =>
			codeOf(door().acceptInvitation({ token, password }))
		);
		const answers = await Promise.all(both);
		expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
		expect(await codeOf(door().acceptInvitation({ token, password: PASSWORD }))).toBe(
			'link_revoked'
		);
		expect((await door().invitation({ token })).state).toBe('used');
	});

	it('is refused a password that is short or easily guessed, and may try again', async () => {
		const email = 'weak@menuiserie.test';
		await users().invite(person(email));
		const token = await tokenFor(ours.inside, email);
		const answer = (password: string) => codeOf(door().acceptInvitation({ token, password }));
		expect(await answer('short')).toBe('password_short');
		expect(await answer('juliebernard')).toBe('password_guessed');
		expect(await answer(PASSWORD)).toBe('done');
	});

	it('comes too late after seven days', async () => {
		const email = 'late@menuiserie.test';
		await users().invite(person(email));
		const token = await tokenFor(ours.inside, email);
		setClock(new Date(TEST_INSTANT.getTime() + 7 * 24 * 3_600_000 + 60_000));
		try {
			expect((await door().invitation({ token })).state).toBe('expired');
			expect(await codeOf(door().acceptInvitation({ token, password: PASSWORD }))).toBe(
				'link_expired'
			);
			const [waiting] = (await users().list()).invitations.filter((one) => one.email === email);
			expect(waiting!.state).toBe('expired');
			await users().inviteAgain({ invitationId: waiting!.id });
			const again = await tokenFor(ours.inside, email);
			expect(again).not.toBe(token);
			expect((await door().invitation({ token: again })).state).toBe('open');
		} finally {
			setClock(TEST_INSTANT);
		}
	});
});

describe('an invitation', () => {
	it('is at rest a hash: neither its row nor its mail holds the token', async () => {
		const email = 'rest@menuiserie.test';
		await users().invite(person(email));
		const token = await tokenFor(ours.inside, email);
		const rest = [
			await asOwner('select * from invitation'),
			await asOwner('select * from delivery'),
			await asOwner('select * from audit_event')
		];
		expect(JSON.stringify(rest)).not.toContain(token);
	});

	it('sent again ends the link before it; taken back it opens nothing, and its mail stays here', async () => {
		const email = 'again@menuiserie.test';
		const invitationId = await users().invite(person(email));
		const first = await tokenFor(ours.inside, email);
		await users().inviteAgain({ invitationId });
		const [next] = (await users().list()).invitations.filter((one) => one.email === email);
		expect(next!.id).not.toBe(invitationId);
		expect((await door().invitation({ token: first })).state).toBe('ended');
		await users().revokeInvitation({ invitationId: next!.id });
		const [unsent] = await mailsTo(ours.inside, email);
		expect(unsent).toMatchObject({ event: 'invited', status: 'cancelled' });
		expect(await codeOf(door().acceptInvitation({ token: first, password: PASSWORD }))).toBe(
			'link_revoked'
		);
		expect(await codeOf(users().revokeInvitation({ invitationId: next!.id }))).toBe('not_found');
		expect(await auditOf(next!.id)).toEqual(['user.invited_again', 'user.invitation_revoked']);
	});

	it('goes to nobody who has an account, here or elsewhere, and to nobody twice', async () => {
		const taken = [ours.users.collector.email, other.users.collector.email];
		for (const email of taken)
			expect(await codeOf(users().invite(person(email)))).toBe('address_taken');
		await users().invite(person('twice@menuiserie.test'));
		expect(await codeOf(users().invite(person('twice@menuiserie.test')))).toBe('already_invited');
	});

	it('of two houses to one address opens one account: whoever is accepted first', async () => {
		const email = 'courted@menuiserie.test';
		await users().invite(person(email));
		await users(other).invite(person(email));
		const [mine, theirs] = [
			await tokenFor(ours.inside, email),
			await tokenFor(other.inside, email)
		];
		await door().acceptInvitation({ token: theirs, password: PASSWORD });
		expect(await codeOf(door().acceptInvitation({ token: mine, password: PASSWORD }))).toBe(
			'address_taken'
		);
		expect(await asOwner('select organisation_id from "user" where email = $1', [email])).toEqual([
			{ organisation_id: other.inside.organisationId }
		]);
	});

	it('is of its own house: another one neither sees nor ends it', async () => {
		const invitationId = await users(other).invite(person('foreign@northwind.test'));
		expect((await users().list()).invitations.map(({ email }) => email)).not.toContain(
			'foreign@northwind.test'
		);
		expect(await codeOf(users().revokeInvitation({ invitationId }))).toBe('not_found');
		expect(await codeOf(users().inviteAgain({ invitationId }))).toBe('not_found');
	});

	it('nobody ever sent is unknown, whatever it looks like', async () => {
		for (const token of ['', 'x', 'A'.repeat(43)])
			expect(await codeOf(door().invitation({ token }))).toBe('link_unknown');
	});
});

it('without a mail server the door to a password is shown to nobody but whoever lets people in', async () => {
	const email = 'reader@menuiserie.test';
	await users().invite(person(email));
	const token = await tokenFor(ours.inside, email);
	const [{ id }] = (await asOwner<{ id: string }>('select id from delivery where to_email = $1', [
		email
	])) as [{ id: string }];
	process.env.DEMO = 'off';
	forgetEnv();
	const seenBy = async (role: 'admin' | 'collector') =>
		(await knock(ours.desk[role]).mailbox.show({ deliveryId: id })).text;
	try {
		expect(await seenBy('admin')).toContain(token);
		expect(await seenBy('collector')).not.toContain(token);
	} finally {
		process.env.DEMO = 'on';
		forgetEnv();
	}
});
