import { expect, test } from 'vitest';
import { systemScope } from '$lib/server/auth/scope';
import { sendDigests } from '$lib/server/disputes/send-digests';
import {
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf } from '../support/scopes';
import { useStory } from '../support/story';

const story = useStory();
const KARIM = 'karim@menuiserie.test';
const digests = () =>
	story.mails(KARIM).filter(({ subject }) => /pour vous aujourd’hui/.test(subject));
const alerts = () => story.mails(KARIM).filter(({ subject }) => /vous cite/.test(subject));

test('who chose the digest reads yesterday once in the morning, never on a day without news, and urgent things at once', async () => {
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont' });
	const other = await buildOrganisation({ name: 'Autre maison' });
	const claire = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const karim = await buildUser(inside, { role: 'resolver', name: 'Karim Benali', email: KARIM });
	await buildUser(other, { role: 'resolver', email: 'ailleurs@autre.test' });
	const customer = await buildCustomer(inside, { name: 'Gantier SA' });
	const invoice = await buildInvoice(inside, customer);
	story.time('2026-03-03');
	const { id: disputeId, reference } = await buildDispute(inside, invoice, {
		claimedMinor: 20_000n
	});
	const desk = callerFor(deskScopeOf(claire, inside)).desk.disputes;
	const his = callerFor(deskScopeOf(karim, inside)).desk;
	const call = (key: string) =>
		desk.post({
			...{ disputeId, audience: 'internal', body: 'Qui a signé ?', mentions: [karim.id] },
			idempotencyKey: `a note for karim ${key}`
		});

	// At once, until he chooses otherwise.
	await call('one');
	await story.wake();
	expect(alerts()).toHaveLength(1);
	await his.account.changeAlerts({ alerts: 'daily' });
	expect(await his.account.show()).toMatchObject({ alerts: 'daily' });

	await call('two');
	await call('three');
	await story.wake();
	expect(alerts()).toHaveLength(1);
	expect(digests()).toHaveLength(0);

	// Two replicas wake at the same moment.
	story.time('2026-03-04');
	const engine = systemScope({ ...inside, actor: 'engine' });
	await Promise.all([sendDigests(engine), sendDigests(engine)]);
	await story.wake();
	expect(digests()).toHaveLength(1);
	const [first] = digests();
	expect(first!.text).toContain('Claire Morel vous cite');
	expect(first!.text.split(`/disputes/${reference}`)).toHaveLength(3);
	await story.day('2026-03-04', 15);
	expect(digests()).toHaveLength(1);

	// Nothing new: no mail. A Friday's note is read on Monday.
	await story.day('2026-03-05');
	expect(digests()).toHaveLength(1);
	await story.day('2026-03-06');
	await call('friday');
	for (const day of ['2026-03-07', '2026-03-08']) await story.day(day);
	expect(digests()).toHaveLength(1);
	await story.day('2026-03-09');
	expect(digests()).toHaveLength(2);

	// What is asked of him leaves at once, and stands in his digest with what waiting costs.
	const before = story.mails(KARIM).length;
	await desk.assign({ disputeId, userId: karim.id, question: 'Qui a signé ?' });
	await story.wake();
	expect(story.mails(KARIM)).toHaveLength(before + 1);
	await story.day('2026-03-10');
	expect(digests().at(-1)!.text).toMatch(/200,00\s€ × 7 jours/);

	// Back to single mails: what was kept still comes, and nothing after it.
	await call('four');
	await his.account.changeAlerts({ alerts: 'at_once' });
	await call('five');
	await story.wake();
	expect(alerts()).toHaveLength(2);
	await story.day('2026-03-11');
	expect(digests()).toHaveLength(4);
	expect(digests().at(-1)!.text).toContain('vous cite');
	expect(story.mails('ailleurs@autre.test')).toHaveLength(0);
});
