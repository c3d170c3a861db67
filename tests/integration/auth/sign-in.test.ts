import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { hashOf } from '$lib/server/auth/hash';
import { hashPassword } from '$lib/server/auth/password';
import { endSession, openSession } from '$lib/server/auth/session';
import { signIn } from '$lib/server/auth/sign-in';
import { unitOfWork } from '$lib/server/db/client';
import { organisation } from '$lib/server/db/schema/organisations';
import { session } from '$lib/server/db/schema/sessions';
import { user } from '$lib/server/db/schema/users';
import { forgetEnv } from '$lib/server/env';
import { asOwner, useDatabase } from '../../support/database';
import { buildOrganisation, buildUser } from '../../support/factories';

useDatabase();

const PASSWORD = 'a good long password';
const EMAIL = 'claire@creditor.test';
let inside: Awaited<ReturnType<typeof buildOrganisation>>;
let claire: Awaited<ReturnType<typeof buildUser>>;

beforeAll(async () => {
	inside = await buildOrganisation();
	await buildOrganisation();
	claire = await buildUser(inside, { email: EMAIL, passwordHash: await hashPassword(PASSWORD) });
});

const enter = async (address = '10.0.0.1') => (await signIn(EMAIL, PASSWORD, address)).value;

describe('signing in', () => {
	it('opens a session in the organisation of the account', async () => {
		const scope = await openSession(await enter());
		expect(scope).toMatchObject({
			audience: 'desk',
			organisationId: inside.organisationId,
			user: { email: EMAIL }
		});
	});

	it('takes the address as typed, with capitals and spaces', async () => {
		await expect(signIn(`  ${EMAIL.toUpperCase()} `, PASSWORD, '10.0.0.2')).resolves.toBeDefined();
	});

	it('keeps the hash of the session id and never the id', async () => {
		const id = await enter();
		const rows = await asOwner('select * from session');
		expect(rows.some((row) => row.id_hash === hashOf(id))).toBe(true);
		expect(JSON.stringify(rows)).not.toContain(id);
	});

	it('writes who signed in', async () => {
		await enter();
		const rows = await asOwner('select action, subject_id from audit_event where action = $1', [
			'user.signed_in'
		]);
		expect(rows.at(-1)).toMatchObject({ subject_id: claire.id });
	});

	it('refuses a wrong password and an unknown address with the same words', async () => {
		await expect(signIn(EMAIL, 'wrong', '10.0.0.3')).rejects.toMatchObject({
			code: 'wrong_credentials'
		});
		await expect(signIn('nobody@creditor.test', 'wrong', '10.0.0.3')).rejects.toMatchObject({
			code: 'wrong_credentials'
		});
	});

	it('refuses a disabled account', async () => {
		const gone = 'gone@creditor.test';
		await buildUser(inside, {
			email: gone,
			passwordHash: await hashPassword(PASSWORD),
			disabledAt: new Date('2026-01-01T00:00:00Z')
		});
		await expect(signIn(gone, PASSWORD, '10.2.0.1')).rejects.toMatchObject({
			code: 'wrong_credentials'
		});
	});
});

describe('a session', () => {
	it('ends when it is signed out', async () => {
		const id = await enter('10.3.0.1');
		await endSession(id);
		expect(await openSession(id)).toBeNull();
	});

	it('ends on the next request once the account is disabled', async () => {
		const email = 'leaver@creditor.test';
		const leaver = await buildUser(inside, { email, passwordHash: await hashPassword(PASSWORD) });
		const id = (await signIn(email, PASSWORD, '10.4.0.1')).value;
		await unitOfWork(inside, ({ tx }) =>
			tx
				.update(user)
				.set({ disabledAt: new Date('2026-03-01T00:00:00Z') })
				.where(eq(user.id, leaver.id))
		);
		expect(await openSession(id)).toBeNull();
	});

	it('never lives longer than its absolute end, however active', async () => {
		const id = await enter('10.5.0.1');
		await unitOfWork(inside, ({ tx }) =>
			tx
				.update(session)
				.set({ endsAt: new Date('2020-01-01T00:00:00Z') })
				.where(eq(session.idHash, hashOf(id)))
		);
		expect(await openSession(id)).toBeNull();
	});

	it('of a demo organisation opens only where the demo is on', async () => {
		const id = await enter('10.6.0.1');
		await asOwner('update organisation set demo = true where id = $1', [inside.organisationId]);
		process.env.DEMO = 'off';
		forgetEnv();
		const outside = await openSession(id);
		process.env.DEMO = 'on';
		forgetEnv();
		expect(outside).toBeNull();
		expect(await openSession(id)).not.toBeNull();
		await unitOfWork(inside, ({ tx }) =>
			tx.update(organisation).set({ demo: false }).where(eq(organisation.id, inside.organisationId))
		);
	});
});
