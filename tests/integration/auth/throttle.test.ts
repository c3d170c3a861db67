import { beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '$lib/server/auth/password';
import { signIn } from '$lib/server/auth/sign-in';
import { caller } from '$lib/server/trpc/caller';
import { appRouter, httpRouter } from '$lib/server/trpc/router';
import { useDatabase } from '../../support/database';
import { buildOrganisation, buildUser } from '../../support/factories';

useDatabase();

const PASSWORD = 'a good long password';
let inside: Awaited<ReturnType<typeof buildOrganisation>>;
let passwordHash: string;

beforeAll(async () => {
	inside = await buildOrganisation();
	passwordHash = await hashPassword(PASSWORD);
});

const account = async (name: string) => {
	const email = `${name}@creditor.test`;
	await buildUser(inside, { email, passwordHash });
	return email;
};
const codeOf = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => 'signed in',
		(thrown: { code?: string }) => String(thrown.code)
	);
const guess = (email: string, address: string) => codeOf(signIn(email, 'wrong', address));

describe('five wrong passwords for an account from one address', () => {
	it('shut the door for that address, even with the right password', async () => {
		const email = await account('victim');
		for (let i = 0; i < 5; i++) expect(await guess(email, '10.1.0.1')).toBe('wrong_credentials');
		expect(await codeOf(signIn(email, PASSWORD, '10.1.0.1'))).toBe('too_many_attempts');
	});

	it('leave it open for the person herself, who comes from another one', async () => {
		const email = await account('elsewhere');
		for (let i = 0; i < 6; i++) await guess(email, '10.2.0.1');
		expect(await codeOf(signIn(email, PASSWORD, '10.2.0.2'))).toBe('signed in');
	});

	it('are five when twenty are tried at once', async () => {
		const email = await account('burst');
		const answers = await Promise.all(Array.from({ length: 20 }, () => guess(email, '10.3.0.1')));
		expect(answers.filter((code) => code === 'wrong_credentials')).toHaveLength(5);
		expect(answers.filter((code) => code === 'too_many_attempts')).toHaveLength(15);
	});

	it('are forgotten once the right one is given', async () => {
		const email = await account('clumsy');
		for (let round = 0; round < 2; round++) {
			for (let i = 0; i < 4; i++) expect(await guess(email, '10.4.0.1')).toBe('wrong_credentials');
			expect(await codeOf(signIn(email, PASSWORD, '10.4.0.1'))).toBe('signed in');
		}
	});
});

it('an address is refused after thirty failures, whichever accounts it tries', async () => {
	for (let i = 0; i < 30; i++)
		expect(await guess(`nobody${i}@creditor.test`, '10.5.0.1')).toBe('wrong_credentials');
	const email = await account('thirty');
	expect(await codeOf(signIn(email, PASSWORD, '10.5.0.1'))).toBe('too_many_attempts');
	expect(await codeOf(signIn(email, PASSWORD, '10.5.0.2'))).toBe('signed in');
});

it('an account is refused after fifty failures from many addresses', async () => {
	const email = await account('famous');
	for (let i = 0; i < 50; i++) expect(await guess(email, `10.6.0.${i}`)).toBe('wrong_credentials');
	expect(await codeOf(signIn(email, PASSWORD, '10.6.1.1'))).toBe('too_many_attempts');
});

describe('the address', () => {
	const from = (address: string) =>
		caller({
			locals: { scope: null, requestId: 'test' } as App.Locals,
			getClientAddress: () => address
		}).staff;

	it('is the one of the connection, whatever the request says', async () => {
		const email = await account('spoofed');
		const lie = (address: string) => ({ email, password: 'wrong', address });
		for (let i = 0; i < 5; i++)
			await expect(from('10.7.0.1').signIn(lie(`10.8.0.${i}`))).rejects.toMatchObject({
				message: 'wrong_credentials'
			});
		await expect(from('10.7.0.1').signIn(lie('10.8.0.9'))).rejects.toMatchObject({
			message: 'too_many_attempts'
		});
	});
});

it('over HTTP there is no signing in, no mailing of links and no tool of the demo', () => {
	const served = Object.keys(httpRouter._def.procedures);
	const all = Object.keys(appRouter._def.procedures);
	expect(served.length).toBeGreaterThan(20);
	expect(all.filter((name) => !served.includes(name)).map((name) => name.split('.')[0])).toEqual(
		expect.arrayContaining(['staff', 'links', 'demo', 'mailbox', 'mailGallery', 'health'])
	);
	expect(served.filter((name) => !/^(desk|portal|resolver)\./.test(name))).toEqual([]);
});
