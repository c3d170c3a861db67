import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { main } from '../../../src/cli/entendu';
import type { SystemScope } from '$lib/server/auth/scope';
import { forgetEnv } from '$lib/server/env';
import { auditOf, codeOf, knock, mailsTo, PASSWORD, passwordHash } from '../../support/accounts';
import { asOwner, useDatabase } from '../../support/database';
import { buildOrganisation, buildUser } from '../../support/factories';

useDatabase();

let said: string;
let inside: SystemScope;
beforeEach(async () => {
	said = '';
	for (const name of ['LC_ALL', 'LC_MESSAGES', 'LANG']) vi.stubEnv(name, '');
	for (const stream of [process.stdout, process.stderr])
		vi.spyOn(stream, 'write').mockImplementation((text) => ((said += String(text)), true));
	inside ??= await buildOrganisation({ slug: 'house' });
});
afterEach(() => {
	vi.unstubAllEnvs();
	vi.restoreAllMocks();
	forgetEnv();
});

const typed = (command: string) => main(command.split(' '));
const door = () => knock(null).staff;

test('a team that the house does not have is refused, with those it has', async () => {
	const command = 'user create --org house --email a@house.test --name A --role resolver';
	expect(await typed(`${command} --team nowhere`)).not.toBe(0);
	expect(said).toContain('sales, logistics, quality, billing, accounting');
});

test('the only administrator, without telephone and codes, is let in again from the command line', async () => {
	const root = await buildUser(inside, { role: 'admin', passwordHash: await passwordHash() });
	const signIn = { email: root.email, password: PASSWORD };
	const step = (await door().signIn(signIn)).value;
	const { proposal } = (await door().step({ step }))!;
	await door().enterCode({ step, code: codeOf(proposal!.secret) });
	expect(await typed(`user reset-factor --org house --email ${root.email}`)).toBe(0);
	expect(said).toContain(root.email);
	const again = (await door().signIn(signIn)).value;
	expect((await door().step({ step: again }))!.proposal).not.toBeNull();
	expect(await auditOf(root.id)).toContain('user.factor_reset');
	expect((await mailsTo(inside, root.email)).map(({ event }) => event)).toContain('factor_reset');
});

test('an account of another house is not touched', async () => {
	const other = await buildOrganisation({ slug: 'other' });
	const theirs = await buildUser(other, { role: 'admin' });
	await asOwner(
		`insert into second_factor (organisation_id, user_id, sealed, confirmed_at) values ($1, $2, 'x', now())`,
		[other.organisationId, theirs.id]
	);
	expect(await typed(`user reset-factor --org house --email ${theirs.email}`)).not.toBe(0);
	expect(await asOwner('select 1 from second_factor where user_id = $1', [theirs.id])).toHaveLength(
		1
	);
});
