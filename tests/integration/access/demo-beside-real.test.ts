import { beforeAll, describe, expect, it, vi } from 'vitest';
import { clockIsMoved, setClock, todayIn } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { allOrganisations } from '$lib/server/settings/queries';
import { putMail } from '$lib/server/delivery/outbox';
import type { SystemScope } from '$lib/server/auth/scope';
import { run as organisationCommand } from '../../../src/cli/organisation';
import { run as dunningCommand } from '../../../src/cli/dunning';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildOrganisation } from '../../support/factories';
import { callerFor } from '../../support/scopes';

useDatabase();

const { demo, mailbox } = callerFor(null);
const NEW = ['create', '--name', 'Vraie SARL', '--email', 'compta@vraie.test'];

beforeAll(async () => {
	vi.spyOn(process.stdout, 'write').mockReturnValue(true);
	vi.spyOn(process.stderr, 'write').mockReturnValue(true);
	await writtenTo(await buildOrganisation({ demo: true, slug: 'demo' }), 'demo@customer.test');
});

const writtenTo = (scope: SystemScope, email: string) =>
	unitOfWork(scope, (unit) =>
		putMail(unit, {
			mail: 'staff-alert',
			onceKey: email,
			to: { email, name: '', language: 'fr' },
			facts: {}
		})
	);

describe('a demo alone', () => {
	it('takes no real organisation beside it, and says what to do', async () => {
		await expect(organisationCommand(NEW)).rejects.toThrow('Mettez DEMO=off');
		expect(await allOrganisations()).toHaveLength(1);
	});
	it('moves its clock', async () => {
		expect((await demo.clock()).mayMove).toBe(true);
		expect((await demo.setClock({ to: '2026-03-04' })).today).toBe('2026-03-04');
		setClock(TEST_INSTANT);
	});
});

describe('beside a real organisation', () => {
	beforeAll(async () => {
		await writtenTo(await buildOrganisation({ slug: 'real' }), 'real@customer.test');
	});

	it('nobody moves the clock from the page', async () => {
		expect((await demo.clock()).mayMove).toBe(false);
		for (const input of [{ days: 1 }, { to: '2026-03-20' }])
			await expect(demo.setClock(input)).rejects.toMatchObject({ message: 'not_allowed' });
		expect(todayIn('Europe/Paris')).toBe('2026-03-03');
	});

	it('nor from the command line', async () => {
		for (const org of ['demo', 'real'])
			expect(await dunningCommand(['run', '--org', org, '--date', '2026-03-20'])).toBe(2);
		expect(todayIn('Europe/Paris')).toBe('2026-03-03');
	});

	it('a clock that was moved before goes back to the real time', async () => {
		await demo.setClock({ to: null });
		expect(clockIsMoved()).toBe(false);
		setClock(TEST_INSTANT);
	});

	it('a stranger finds the mails of the demo in the mailbox and no other', async () => {
		const { mails } = await mailbox.list({});
		expect(mails.map(({ toEmail }) => toEmail)).toContain('demo@customer.test');
		expect(mails.map(({ toEmail }) => toEmail)).not.toContain('real@customer.test');
	});
});
