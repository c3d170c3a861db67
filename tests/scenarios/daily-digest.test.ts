import { expect, test } from 'vitest';
import { systemScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { MOST_LINES } from '$lib/server/disputes/digest-facts';
import { digestsToday } from '$lib/server/disputes/digests-today';
import { sendDigests } from '$lib/server/disputes/send-digests';
import { digestsDue } from '$lib/server/settings/account-queries';
import { asOwner } from '../support/database';
import {
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf } from '../support/scopes';
import { useStory } from '../support/story';

const story = useStory({ of: 'test' });
const KARIM = 'karim@menuiserie.test';
const digests = (to = KARIM) => story.digests(to);
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

/** A house in which Karim reads once a day and Claire writes notes that name him. */
async function houseOfKarim(email: string) {
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont' });
	const claire = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const karim = await buildUser(inside, { role: 'resolver', name: 'Karim Benali', email });
	const invoice = await buildInvoice(inside, await buildCustomer(inside, { name: 'Gantier SA' }));
	story.time('2026-03-03', 15);
	const { id: disputeId } = await buildDispute(inside, invoice, { claimedMinor: 20_000n });
	const desk = callerFor(deskScopeOf(claire, inside)).desk;
	const alerts = (which: 'daily' | 'at_once') =>
		callerFor(deskScopeOf(karim, inside)).desk.account.changeAlerts({ alerts: which });
	const call = (key: string, others: readonly string[] = []) =>
		desk.disputes.post({
			...{ disputeId, audience: 'internal', body: 'Qui a signé ?' },
			mentions: [karim.id, ...others],
			idempotencyKey: `a note for karim ${key}`
		});
	const waiting = () =>
		asOwner(`select told_on from digest_line where organisation_id = $1 and told_on is null`, [
			inside.organisationId
		]);
	return { ...{ inside, karim, disputeId, desk, alerts, call, waiting } };
}

test('who chooses it in the afternoon reads his first one the next morning; with nothing in it, it is worked out once a day', async () => {
	const { inside, karim, disputeId, desk, alerts } = await houseOfKarim(
		'karim.afternoon@menuiserie.test'
	);
	await desk.disputes.assign({ disputeId, userId: karim.id, question: 'Qui a signé ?' });
	story.time('2026-03-04', 15);
	await alerts('daily');
	await story.wake();
	expect(digests('karim.afternoon@menuiserie.test')).toHaveLength(0);
	await story.day('2026-03-05');
	expect(digests('karim.afternoon@menuiserie.test')).toHaveLength(1);

	await asOwner(`update assignment set ended_at = $2 where organisation_id = $1`, [
		...[inside.organisationId, '2026-03-05T12:00:00Z']
	]);
	await story.day('2026-03-06');
	expect(digests('karim.afternoon@menuiserie.test')).toHaveLength(1);
	const engine = systemScope({ ...inside, actor: 'engine' });
	const due = await unitOfWork(engine, (unit) => digestsDue(unit, []));
	expect(due).toEqual([]);
	await story.day('2026-03-09', 6);
	expect(await unitOfWork(engine, (unit) => digestsDue(unit, []))).toEqual([karim.id]);
});

test('a mail has room for so many lines: the rest is counted, and told of once', async () => {
	const { alerts, call, waiting } = await houseOfKarim('karim.many@menuiserie.test');
	await alerts('daily');
	for (let note = 0; note < MOST_LINES + 3; note++) await call(`many ${note}`);
	await story.day('2026-03-04');
	const [mail] = digests('karim.many@menuiserie.test');
	expect(mail!.text.match(/vous cite/g)).toHaveLength(MOST_LINES);
	expect(mail!.text).toContain('et 3 autres');
	expect(mail!.subject).toContain(`${MOST_LINES + 3} sujets`);
	expect(await waiting()).toEqual([]);
});

test('a digest that cannot be put stops no other, is left alone for a while that grows, and is not lost', async () => {
	const { inside, karim, alerts, call, waiting } = await houseOfKarim(
		'karim.fails@menuiserie.test'
	);
	const engine = systemScope({ ...inside, actor: 'engine' });
	const isWorkedOut = async () => (await unitOfWork(engine, digestsToday)) !== null;
	const paul = await buildUser(inside, { role: 'admin', email: 'paul.fails@menuiserie.test' });
	await callerFor(deskScopeOf(paul, inside)).desk.account.changeAlerts({ alerts: 'daily' });
	await alerts('daily');
	await call('one', [paul.id]);
	await call('two');
	await failsFor(karim.id);
	const counts = () =>
		['karim.fails', 'paul.fails'].map((who) => digests(`${who}@menuiserie.test`).length);

	const minutesLater = (count: number) =>
		setClock(new Date(Date.parse('2026-03-04T09:00:00Z') + count * 60_000));
	await story.day('2026-03-04');
	expect(counts()).toEqual([0, 1]);
	expect(await isWorkedOut()).toBe(false);
	await story.wake();
	// What comes in today is tomorrow's, and no reason to work the house out again.
	await call('three');
	expect(await isWorkedOut()).toBe(false);
	minutesLater(6);
	expect(await isWorkedOut()).toBe(true);
	await story.wake();
	minutesLater(15);
	expect(await isWorkedOut()).toBe(false);
	minutesLater(22);
	expect(await isWorkedOut()).toBe(true);
	await story.wake();
	expect(await waiting()).toHaveLength(3);

	await asOwner('drop trigger fails on "user"', []);
	await story.day('2026-03-04', 11);
	expect(counts()).toEqual([0, 1]);
	await story.day('2026-03-04', 12);
	expect(counts()).toEqual([1, 1]);
	expect(digests('karim.fails@menuiserie.test')[0]!.text.match(/vous cite/g)).toHaveLength(2);
	await story.day('2026-03-05');
	expect(counts()[0]).toBe(2);
	expect(await waiting()).toEqual([]);
});

test('what all digests are made of cannot be worked out: they rest for a while that grows, and none is lost', async () => {
	const { inside, alerts, call } = await houseOfKarim('karim.shared@menuiserie.test');
	const engine = systemScope({ ...inside, actor: 'engine' });
	const at = (minutes: number) =>
		setClock(new Date(Date.parse('2026-03-04T09:00:00Z') + minutes * 60_000));
	await alerts('daily');
	await call('one');
	await asOwner('revoke select on promise from entendu_app', []);
	at(0);
	await expect(sendDigests(engine)).rejects.toThrow();
	for (const minutes of [1, 4]) {
		at(minutes);
		await sendDigests(engine);
	}
	at(6);
	await expect(sendDigests(engine)).rejects.toThrow();
	at(20);
	await sendDigests(engine);

	await asOwner('grant select on promise to entendu_app', []);
	at(22);
	await sendDigests(engine);
	await story.wake();
	expect(digests('karim.shared@menuiserie.test')).toHaveLength(1);
});

/** Nothing that says his digest is worked out can be written. */
async function failsFor(userId: string): Promise<void> {
	await asOwner(
		`create function fails() returns trigger language plpgsql as 'begin raise exception ''cannot be put''; end'`,
		[]
	);
	await asOwner(
		`create trigger fails before update of digest_on on "user" for each row
		 when (new.id = '${userId}' and new.digest_on is distinct from old.digest_on) execute function fails()`,
		[]
	);
}

test('what was kept for an account that is closed waits no longer', async () => {
	const { karim, alerts, call, waiting } = await houseOfKarim('karim.closed@menuiserie.test');
	await alerts('daily');
	await call('one');
	await asOwner(`update "user" set disabled_at = $2 where id = $1`, [
		...[karim.id, '2026-03-03T16:00:00Z']
	]);
	expect(await waiting()).toHaveLength(1);
	await story.day('2026-03-04');
	expect(digests('karim.closed@menuiserie.test')).toHaveLength(0);
	expect(await waiting()).toEqual([]);
});
