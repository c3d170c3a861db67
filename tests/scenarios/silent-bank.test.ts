import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { unitOfWork } from '$lib/server/db/client';
import { declareSource } from '$lib/server/sources/declare-source';
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

test('a bank silent for three days: who is late waits, who is announced a due date does not', async () => {
	const inside = await buildOrganisation();
	const collector = await buildUser(inside, { role: 'collector' });
	const { desk } = callerFor(deskScopeOf(collector, inside));
	const debtor = async (email: string, dueOn: string) => {
		const customer = await buildCustomer(inside);
		await buildContact(inside, customer, { email });
		await buildInvoice(inside, customer, {
			issuedOn: localDate('2026-02-01'),
			dueOn: localDate(dueOn)
		});
		return customer;
	};
	story.time('2026-03-03');
	const sourceId = await unitOfWork(inside, (unit) =>
		declareSource(unit, { name: 'Banque', kind: 'cash', profileId: null, maximumAgeHours: 48 })
	);
	await desk.sources.beat({ sourceId });
	const late = await debtor('late@gantier.test', '2026-03-04');
	await debtor('soon@gantier.test', '2026-03-21');

	await story.day('2026-03-06');
	expect(story.mails('soon@gantier.test')).toHaveLength(1);
	expect(story.mails('late@gantier.test')).toEqual([]);
	const { decision } = await desk.dunning.whyCustomer({ customerId: late.id });
	expect(decision.reasons).toContainEqual({
		code: 'stale_cash_data',
		reference: 'Banque',
		since: '2026-03-03'
	});
	expect((await desk.settings.frame()).staleSources).toMatchObject([{ name: 'Banque' }]);

	await desk.sources.beat({ sourceId });
	await story.wake();
	expect(story.mails('late@gantier.test')).toHaveLength(1);
	expect((await desk.settings.frame()).staleSources).toEqual([]);
});
