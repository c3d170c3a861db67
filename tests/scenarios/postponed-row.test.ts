import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildPortalLink,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf, portalScopeOf } from '../support/scopes';
import { useStory } from '../support/story';

const story = useStory();

test('a row put off for two weeks comes back the moment its customer contests, and again on its day', async () => {
	const inside = await buildOrganisation({
		name: 'Menuiserie Dupont',
		email: 'compta@dupont.test'
	});
	const claire = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const customer = await buildCustomer(inside, {
		...{ name: 'Gantier SA', code: 'GANTIER', collectorId: claire.id }
	});
	const contact = await buildContact(inside, customer, { email: 'ana@gantier.test' });
	const invoice = await buildInvoice(inside, customer, {
		...{ dueOn: localDate('2026-03-03'), totalMinor: 100_000n }
	});
	const { desk } = callerFor(deskScopeOf(claire, inside));
	const mine = async () =>
		(await desk.worklist.day({})).rows.filter(({ kind }) => kind === 'account');

	// Nobody reminded him yet: Claire may call, and leaves it for two weeks.
	story.time('2026-03-04');
	expect(await mine()).toMatchObject([{ who: 'Gantier SA', amounts: [{ minor: 100_000n }] }]);
	await desk.worklist.postpone({
		...{ key: 'account:GANTIER', untilOn: '2026-03-18', reason: 'Son comptable est absent' }
	});
	expect(await mine()).toEqual([]);
	story.time('2026-03-06');
	expect((await desk.worklist.day({})).putOff).toMatchObject([
		{ untilOn: '2026-03-18', reason: 'Son comptable est absent' }
	]);
	expect(await mine()).toEqual([]);

	// He contests a part: what there is to ask for is not what she put off.
	const { portal } = callerFor(await portalScopeOf(await buildPortalLink(inside, contact)));
	await portal.disputes.open({
		...{ items: [{ invoiceId: invoice.id, claimedMinor: 30_000n }], reasonCode: 'price_unit' },
		...{ explanation: 'Prix convenu.', idempotencyKey: 'contests a part', language: 'fr' }
	});
	expect(await mine()).toMatchObject([{ amounts: [{ minor: 70_000n }] }]);

	// Put off once more, it comes back on its day, without anybody doing anything.
	await desk.worklist.postpone({ key: 'account:GANTIER', untilOn: '2026-03-10' });
	story.time('2026-03-09');
	expect(await mine()).toEqual([]);
	story.time('2026-03-10');
	expect(await mine()).toHaveLength(1);
});
