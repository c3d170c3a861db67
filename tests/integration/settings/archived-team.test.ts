import { beforeAll, describe, expect, test } from 'vitest';
import { unitOfWork } from '$lib/server/db/client';
import { askersAfter } from '$lib/server/disputes/askers-after';
import { routingHouse } from '$lib/server/disputes/routing-house';
import { knock, PASSWORD, tokenFor } from '../../support/accounts';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { nameHeads } from '../../support/team-heads';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});

const doorOf = (company: Company) => callerFor(company.desk.admin).desk;
const refused = (code: string) => ({ cause: { code } });

describe('nobody ends up in an archived team', () => {
	const invited = (key: string, email: string) => ({
		...{ email, name: 'Julie Bernard', role: 'resolver', team: key, language: 'fr' as const }
	});
	const addTeam = async (name: string) =>
		(
			await doorOf(ours).teams.add({
				labels: { fr: name, en: name, de: '', es: '' },
				isShown: true
			})
		).key;

	test('an invitation that waits keeps it from the archive', async () => {
		const key = await addTeam('Quai invité');
		const { users, teams } = knock(ours.desk.admin).desk;
		const invitationId = await users.invite({
			...invited(key, 'julie@archive.test'),
			role: 'resolver' as const
		});
		expect((await teams.show({ key })).uses.invitations).toEqual([
			{ id: invitationId, name: 'Julie Bernard' }
		]);
		await expect(doorOf(ours).teams.archive({ key })).rejects.toMatchObject(refused('team_in_use'));
		// Archived before invitations counted: whoever comes is in no team.
		await asOwner(`update team set archived_at = now() where key = $1`, [key]);
		const token = await tokenFor(ours.inside, 'julie@archive.test');
		await knock(null).staff.acceptInvitation({ token, password: PASSWORD });
		const julie = (await users.list()).users.find(({ email }) => email === 'julie@archive.test')!;
		expect(julie.team).toBe('');
	});

	test('whoever comes back after it was archived is in none', async () => {
		const key = await addTeam('Quai quitté');
		const { users, teams } = doorOf(ours);
		const userId = ours.users.resolver.id;
		const teamOf = async () => (await users.list()).users.find(({ id }) => id === userId)!.team;
		await asOwner('update "user" set team = $2 where id = $1', [userId, key]);
		await users.disable({ userId });
		await users.enable({ userId });
		expect(await teamOf()).toBe(key);
		await users.disable({ userId });
		await teams.archive({ key });
		await users.enable({ userId });
		expect(await teamOf()).toBe('');
	});

	test('whoever answered for it is asked and told nothing more', async () => {
		const key = await addTeam('Quai fermé');
		await nameHeads(ours.inside, [
			{ key, headName: 'Paul', headEmail: ours.users.approver.email, headLanguage: 'fr' }
		]);
		const invoice = await buildInvoice(ours.inside, ours.account.customer);
		const { id } = await buildDispute(ours.inside, invoice, { claimedMinor: 100n });
		await asOwner('update dispute set collector_id = null where id = $1', [id]);
		await asOwner(
			`update reason set team = $2 where id = (select reason_id from dispute where id = $1)`,
			[id, key]
		);
		const answering = () =>
			unitOfWork(ours.inside, async (unit) => ({
				head: (await routingHouse(unit, null))!.headOf(key),
				askers: (await askersAfter(unit, [id]))(id)
			}));
		const paul = ours.users.approver.id;
		expect(await answering()).toEqual({ head: paul, askers: [paul] });
		await asOwner('update team set archived_at = now() where key = $1', [key]);
		expect(await answering()).toEqual({ head: null, askers: [] });
	});
});
