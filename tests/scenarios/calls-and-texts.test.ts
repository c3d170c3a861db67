import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_SCENARIO } from '$lib/domain/dunning/default-scenario';
import { localDate } from '$lib/domain/calendar';
import { unitOfWork } from '$lib/server/db/client';
import { chooseScenario } from '$lib/server/dunning/choose-scenario';
import { createScenario } from '$lib/server/dunning/create-scenario';
import { publishScenario } from '$lib/server/dunning/publish-scenario';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { doorIn, startProvider, told, type ProviderServer } from '../support/provider';
import { callerFor, deskScopeOf } from '../support/scopes';
import { useStory } from '../support/story';

const story = useStory();
const SECRET = 'a secret of at least twenty-four letters';
let provider: ProviderServer;
beforeAll(async () => {
	provider = await startProvider();
});
afterAll(() => provider.close());

async function company(email: string) {
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont' });
	const claire = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const boss = await buildUser(inside, { role: 'admin', name: 'Paul Roy' });
	const customer = await buildCustomer(inside, { name: 'Gantier SA' });
	await buildContact(inside, customer, { email, phone: '06 12 34 56 78', role: 'collections' });
	const invoice = await buildInvoice(inside, customer, {
		issuedOn: localDate('2026-02-01'),
		dueOn: localDate('2026-03-02')
	});
	return {
		inside,
		customer,
		invoice,
		staff: callerFor(deskScopeOf(claire, inside)).desk,
		admin: callerFor(deskScopeOf(boss, inside)).desk
	};
}

describe('somebody who does not pick up', () => {
	test('is called again on the day that was said, promises, and is left alone until then', async () => {
		const { customer, invoice, staff } = await company('ana@gantier.test');
		await story.day('2026-03-04');
		await story.day('2026-03-12');
		expect(story.mails('ana@gantier.test')).toHaveLength(2);

		await story.day('2026-03-23');
		const [task] = await staff.dunning.toConfirm();
		expect(task).toMatchObject({ channel: 'call', content: { contactPhone: '06 12 34 56 78' } });
		const { noticeId } = task!;
		await staff.calls.record({ noticeId, outcome: 'no_answer', againOn: localDate('2026-03-25') });

		await story.day('2026-03-25');
		expect(await staff.dunning.toConfirm()).toMatchObject([{ noticeId }]);
		expect(await staff.calls.waiting()).toMatchObject([{ noticeId, againOn: '2026-03-25' }]);
		await staff.calls.record({ noticeId, outcome: 'promised', note: 'paie le 2 avril' });
		await staff.promises.make({
			customerId: customer.id,
			items: [{ invoiceId: invoice.id, amountMinor: 100_000n }],
			dueOn: localDate('2026-04-02'),
			source: 'phone',
			idempotencyKey: noticeId
		});
		expect(await staff.dunning.toConfirm()).toEqual([]);
		await story.day('2026-04-02');
		const why = await staff.dunning.whyCustomer({ customerId: customer.id });
		expect(why.decision.reasons.map(({ code }) => code)).toContain('promise_open');
		expect(story.mails('ana@gantier.test')).toHaveLength(2);
	});
});

describe('a reminder by text message', () => {
	test('is refused by the network: somebody is asked to correct the number', async () => {
		story.time('2026-03-02');
		const { inside, staff, admin } = await company('karim@gantier.test');
		await admin.providers.set({ channel: 'sms', url: provider.url, secret: SECRET });
		await unitOfWork(inside, async (unit) => {
			const steps = DEFAULT_SCENARIO.map((step) =>
				step.key === 'reminder' ? { ...step, channel: 'sms' as const } : step
			);
			const { scenarioId, versionId } = await createScenario(unit, { name: 'SMS', steps });
			await publishScenario(unit, versionId);
			await chooseScenario(unit, {}, scenarioId);
		});
		await story.day('2026-03-04');
		expect(story.mails('karim@gantier.test')).toHaveLength(1);
		expect(provider.asked).toEqual([]);

		await story.day('2026-03-12');
		expect(story.mails('karim@gantier.test')).toHaveLength(1);
		expect(provider.asked).toHaveLength(1);
		const { body } = provider.asked[0]!;
		expect(body.text).toContain('1 000,00 €');

		await callerFor(null).providers.hear({
			door: doorIn(body.callback),
			...told(SECRET, { event: '1', delivery: body.id, kind: 'refused', detail: 'blocked' })
		});
		expect((await staff.dunning.alerts()).customers).toMatchObject([
			{ name: 'Gantier SA', reason: 'came_back' }
		]);
		await story.wake();
		expect(provider.asked).toHaveLength(1);
	});
});
