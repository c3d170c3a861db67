import { expect, test } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { unitOfWork } from '$lib/server/db/client';
import { noticesOfCustomer } from '$lib/server/dunning/notice-queries';
import { usual } from '$lib/domain/dunning/scenario-steps.testing';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf } from '../support/scopes';
import { useStory } from '../support/story';

const story = useStory();

async function live(from: string, to: string): Promise<void> {
	for (let day = localDate(from); day <= to; day = addDays(day, 1)) await story.day(day);
}

test('a key account follows its own scenario, and a version published midway changes only what comes after', async () => {
	story.time('2026-03-02');
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont' });
	const officer = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const { scenarios } = callerFor(deskScopeOf(officer, inside)).desk;
	const owing = async (customerGroup: string, email: string) => {
		const customer = await buildCustomer(inside, { customerGroup });
		await buildContact(inside, customer, { email, role: 'collections' });
		await buildInvoice(inside, customer, {
			issuedOn: localDate('2026-02-16'),
			dueOn: localDate('2026-03-03')
		});
		return customer.id;
	};
	const ordinary = await owing('', 'anna@petit.test');
	const key = await owing('Grands comptes', 'paul@grand.test');
	const told = async (customerId: string) =>
		(await unitOfWork(inside, (unit) => noticesOfCustomer(unit, customerId)))
			.filter(({ status }) => status === 'sent')
			.map(({ stepKey, plannedOn }) => [stepKey, plannedOn])
			.reverse();

	// Claire writes a gentler scenario and gives it to the group.
	const { scenarioId } = await scenarios.create({ name: 'Grands comptes', like: 'empty' });
	const publish = async (steps: unknown) => {
		const seen = async () => (await scenarios.draft({ scenarioId })).draft!.seen;
		await scenarios.saveDraft({ scenarioId, seen: await seen(), steps: steps as never });
		await scenarios.publish({ scenarioId, seen: await seen(), note: '' });
	};
	await publish([
		usual('courtesy', { opensDays: 7, closesDays: 20 }),
		usual('reminder', { opensDays: 21, closesDays: 40 })
	]);
	await scenarios.chooseForGroup({ group: 'Grands comptes', scenarioId });

	await live('2026-03-03', '2026-03-13');
	expect(await told(ordinary)).toEqual([
		['courtesy', '2026-03-05'],
		['reminder', '2026-03-13']
	]);
	expect(await told(key)).toEqual([['courtesy', '2026-03-10']]);

	// The reminder of the group comes earlier from now on; what was said stays said, once.
	await scenarios.startDraft({ scenarioId });
	await publish([
		usual('courtesy', { opensDays: 2, closesDays: 12 }),
		usual('reminder', { opensDays: 13, closesDays: 40 })
	]);
	await live('2026-03-14', '2026-03-20');
	expect(await told(key)).toEqual([
		['courtesy', '2026-03-10'],
		['reminder', '2026-03-16']
	]);
	expect(story.mails('paul@grand.test')).toHaveLength(2);
	expect(await told(ordinary)).toHaveLength(2);
}, 120_000);
