import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf, portalScopeOf, resolverScopeOf, tokenIn } from '../support/scopes';
import { linkIn, useStory } from '../support/story';
import { nameHeads } from '../support/team-heads';

const story = useStory({ of: 'test' });

/** Each story has its own house. */
let houses = 0;
const at = (who: string) => `${who}@house${houses}.test`;
const subjects = (who: string) => story.mails(at(who)).map(({ subject }) => subject);

interface House {
	/** Heads of teams, of sales unless it says otherwise. */
	heads?: Partial<Record<'sales' | 'logistics', string>>;
	/** A colleague with an account and a team of his own. */
	karim?: Parameters<typeof buildUser>[1];
	collector?: string;
}

async function begun({ heads = { sales: 'sonia' }, karim, collector = 'claire' }: House = {}) {
	houses++;
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont', email: at('compta') });
	const claire = await buildUser(inside, {
		...{ role: 'collector', name: 'Claire Morel', email: at(collector) }
	});
	if (karim) await buildUser(inside, { name: 'Karim', email: at('karim'), ...karim });
	await buildUser(inside, { role: 'admin', name: 'Nadia' });
	const name = (named: typeof heads) =>
		nameHeads(
			inside,
			Object.entries(named).map(([key, who]) => ({
				key: key as keyof typeof named,
				...{ headName: who && 'Sonia Haddad', headEmail: who && at(who) },
				headLanguage: 'en' as const
			}))
		);
	await name(heads);
	const customer = await buildCustomer(inside, { name: 'Gantier SA', collectorId: claire.id });
	const ana = { email: at('ana'), name: 'Ana Petit', role: 'collections' } as const;
	await buildContact(inside, customer, ana);
	const invoice = await buildInvoice(inside, customer, { dueOn: localDate('2026-03-13') });
	const { desk } = callerFor(deskScopeOf(claire, inside));
	await story.day('2026-03-03');
	const { portal } = callerFor(await portalScopeOf(linkIn(story.mails(at('ana')).at(-1)!)));
	const { reference, disputeId } = await portal.disputes.open({
		items: [{ invoiceId: invoice.id, claimedMinor: 20_000n }],
		reasonCode: 'price_unit',
		explanation: 'Le prix convenu était plus bas.',
		idempotencyKey: 'one dispute',
		language: 'fr'
	});
	await desk.disputes.assign({
		...{ disputeId, resolverEmail: at('karim'), resolverName: 'Karim' },
		question: 'Quel prix ?'
	});
	await story.wake();
	const { assignment } = await desk.disputes.page({ reference });
	return { desk, portal, reference, disputeId, name, dueOn: assignment!.dueOn };
}

/** Once it is asked, what each day brings. */
async function days(...all: string[]): Promise<void> {
	for (const day of all) await story.day(`2026-03-${day}`);
}
const doorOf = (who: string) => linkIn(story.mails(at(who)).at(-1)!);
const LATE = /^En retard\s: /;
const REMINDER = /^Rappel\s: /;

test('whoever was asked is chased like a customer, then with the head of his team, until one of them answers', async () => {
	const { desk, reference, dueOn } = await begun();
	// Asked on a Tuesday, he answers by Friday.
	expect(dueOn).toBe('2026-03-06');
	const asked = subjects('karim').length;

	await story.day('2026-03-04');
	expect(subjects('karim')).toHaveLength(asked);
	await story.day('2026-03-05');
	await story.wake();
	expect(subjects('karim').slice(asked)).toEqual([expect.stringMatching(REMINDER)]);
	// On the day itself and on the days off nobody writes.
	for (const day of ['2026-03-06', '2026-03-07', '2026-03-08']) await story.day(day);
	expect(subjects('karim')).toHaveLength(asked + 1);

	await story.day('2026-03-09');
	expect(subjects('karim').at(-1)).toMatch(LATE);
	expect(story.mails(at('karim')).at(-1)!.text).toMatch(/200,00\s€ × 6 jours/);
	expect(subjects('sonia')).toEqual([]);
	await story.day('2026-03-10');
	await story.day('2026-03-11');
	expect(subjects('sonia')).toEqual([expect.stringMatching(/^Karim has not answered: /)]);
	expect(subjects('karim')).toHaveLength(asked + 3);
	expect(subjects('claire').at(-1)).toContain('Karim n’a toujours pas répondu');
	expect(subjects('compta')).toHaveLength(1);
	// Three weeks without the engine: one step, not all of them.
	await story.day('2026-03-31');
	await story.wake();
	expect(subjects('sonia')).toHaveLength(2);
	const page = await desk.disputes.page({ reference });
	expect(page.followUps.map(({ kind }) => kind)).toEqual([
		...['due_soon', 'overdue', 'manager', 'manager']
	]);

	// She answers in his place, under her own name, by the link of her mail.
	const head = callerFor(await resolverScopeOf(linkIn(story.mails(at('sonia')).at(-1)!)));
	await head.resolver.disputes.answer({
		...{ verdict: 'customer_right', explanation: 'Le prix convenu était le bon.' },
		...{ signedName: 'Sonia Haddad', idempotencyKey: 'answer of the head' }
	});
	const before = [subjects('karim').length, subjects('sonia').length];
	for (const day of ['2026-04-01', '2026-04-09', '2026-04-20']) await story.day(day);
	expect([subjects('karim').length, subjects('sonia').length]).toEqual(before);
});

test('while the customer is waited for nobody inside is chased, and what he waited is given back', async () => {
	const { desk, portal, reference, disputeId } = await begun();
	await desk.disputes.post({
		...{ disputeId, audience: 'customer', body: 'Une photo ?' },
		...{ needsReply: true, idempotencyKey: 'one question' }
	});
	const asked = subjects('karim').length;
	for (const day of ['2026-03-05', '2026-03-09', '2026-03-11']) await story.day(day);
	expect(subjects('karim')).toHaveLength(asked);
	await portal.disputes.reply({
		...{ reference, body: 'La voici.', idempotencyKey: 'one reply', files: [] }
	});
	await story.day('2026-03-12');
	expect(subjects('karim')).toHaveLength(asked);
	await story.day('2026-03-13');
	expect(subjects('karim').slice(asked)).toEqual([expect.stringMatching(REMINDER)]);
});

test('asked anew, the one asked before is left alone; without a head of team the collector alone hears of it', async () => {
	const { desk, disputeId } = await begun({ heads: {} });
	await desk.disputes.assign({
		...{ disputeId, resolverEmail: at('ines'), resolverName: 'Ines', question: '' }
	});
	const karim = subjects('karim').length;
	await days('05', '09', '11');
	expect(subjects('karim')).toHaveLength(karim);
	expect(subjects('ines').at(-1)).toMatch(LATE);
	expect(subjects('claire').at(-1)).toContain('Ines n’a toujours pas répondu');
});

test('decided without him and opened again, a case does not ask the old question', async () => {
	const { desk, disputeId } = await begun();
	await desk.disputes.decide({
		...{ disputeId, verdict: 'invalid', outcome: 'no_action' },
		explanation: 'Le prix est celui de la commande.'
	});
	await desk.disputes.resolve({ disputeId });
	await desk.disputes.reopen({ disputeId, note: 'Un point reste ouvert.' });
	const asked = subjects('karim').length;
	await days('05', '09', '11', '18');
	expect(subjects('karim')).toHaveLength(asked);
	expect(subjects('sonia')).toEqual([]);
	await desk.disputes.assign({
		...{ disputeId, resolverEmail: at('karim'), resolverName: 'Karim', question: 'Et ce point ?' }
	});
	await days('19', '20', '23', '24', '25', '26', '27', '30');
	expect(subjects('karim').at(-1)).toMatch(LATE);
});

test('whoever asks back waits for the answer, and has a day once it is there', async () => {
	const { desk, disputeId } = await begun();
	const { resolver } = callerFor(await resolverScopeOf(doorOf('karim')));
	await resolver.disputes.answer({
		...{ verdict: 'need_information', handOver: 'Quelle commande ?', asks: 'house' },
		...{ signedName: 'Karim', idempotencyKey: 'asked back', explanation: '' }
	});
	await story.wake();
	const asked = subjects('karim').length;
	await days('05', '09', '11');
	expect(subjects('karim')).toHaveLength(asked);
	await desk.disputes.post({
		...{ disputeId, audience: 'internal', body: 'La 4711.' },
		...{ needsReply: false, idempotencyKey: 'one answer' }
	});
	await story.wake();
	const answered = subjects('karim').length;
	await days('11');
	expect(subjects('karim')).toHaveLength(answered);
	await days('12');
	expect(subjects('karim').slice(answered)).toEqual([expect.stringMatching(LATE)]);
});

test('told late and then kept waiting for an answer, he begins anew: his head does not hear of it first', async () => {
	const { desk, disputeId } = await begun();
	await days('09');
	expect(subjects('karim').at(-1)).toMatch(LATE);
	const { resolver } = callerFor(await resolverScopeOf(doorOf('karim')));
	await resolver.disputes.answer({
		...{ verdict: 'need_information', handOver: 'Quelle commande ?', asks: 'house' },
		...{ signedName: 'Karim', idempotencyKey: 'asked back', explanation: '' }
	});
	await days('11', '12');
	const note = { disputeId, audience: 'internal', needsReply: false } as const;
	story.time('2026-03-13');
	await desk.disputes.post({ ...note, body: 'La 4711.', idempotencyKey: 'one answer' });
	await story.wake();
	const told = subjects('karim').length;
	await days('13');
	expect(subjects('karim')).toHaveLength(told);
	await days('16', '17');
	expect(subjects('karim').slice(told)).toEqual([expect.stringMatching(LATE)]);
	expect(subjects('sonia')).toEqual([]);
	await days('18');
	expect(subjects('sonia')).toHaveLength(1);
});

test('the customer was asked once he was late: what that took is nobody’s silence', async () => {
	const { desk, portal, reference, disputeId } = await begun();
	await days('09');
	story.time('2026-03-10');
	await desk.disputes.post({
		...{ disputeId, audience: 'customer', body: 'Une photo ?' },
		...{ needsReply: true, idempotencyKey: 'one question' }
	});
	await days('11', '13');
	story.time('2026-03-20');
	await portal.disputes.reply({
		...{ reference, body: 'La voici.', idempotencyKey: 'one reply', files: [] }
	});
	await days('20');
	expect(subjects('sonia')).toEqual([]);
	const asked = subjects('karim').length;
	await days('23');
	expect(subjects('karim').slice(asked)).toEqual([expect.stringMatching(LATE)]);
	expect(subjects('sonia')).toEqual([]);
});

test('a reminder that could not leave does not leave once he has answered, nor another day', async () => {
	await begun();
	const asked = subjects('karim').length;
	const { resolver } = callerFor(await resolverScopeOf(doorOf('karim')));
	story.smtp.mood = 'later';
	await days('05');
	story.smtp.mood = 'accept';
	// Nobody writes on the day itself; what was planned before is not made up for.
	await days('06');
	expect(subjects('karim')).toHaveLength(asked);
	story.smtp.mood = 'later';
	await days('09');
	await resolver.disputes.answer({
		...{ verdict: 'customer_right', explanation: 'Le prix convenu était le bon.' },
		...{ signedName: 'Karim', idempotencyKey: 'his own answer' }
	});
	story.smtp.mood = 'accept';
	await story.day('2026-03-09', 15);
	await days('11', '18');
	expect(subjects('karim')).toHaveLength(asked);
	expect(subjects('sonia')).toEqual([]);
});

test('outside the hours of the house nobody is chased', async () => {
	await begun();
	const asked = subjects('karim').length;
	await story.day('2026-03-05', 6);
	await story.day('2026-03-05', 22);
	expect(subjects('karim')).toHaveLength(asked);
	await story.day('2026-03-06', 10);
	expect(subjects('karim').slice(asked)).toEqual([expect.stringMatching(REMINDER)]);
});

test('nobody is told twice: the head of his own team asked himself leaves it to that of the reason, and a collector who is the head reads one mail', async () => {
	await begun({
		heads: { logistics: 'karim', sales: 'claire' },
		karim: { role: 'resolver', team: 'logistics' }
	});
	await days('09');
	const before = subjects('claire').length;
	await days('11');
	expect(subjects('claire').slice(before)).toEqual([
		expect.stringMatching(/^Karim has not answered: /)
	]);
});

test('a late question that was never chased begins with whoever was asked, days before his head hears of it', async () => {
	await begun();
	const asked = subjects('karim').length;
	await days('23', '24');
	expect(subjects('karim').slice(asked)).toEqual([expect.stringMatching(LATE)]);
	expect(subjects('sonia')).toEqual([]);
	await days('25');
	expect(subjects('sonia')).toHaveLength(1);
});

test('a head of team gets a fresh link while he is it; whoever was replaced has no door any more', async () => {
	const { name } = await begun();
	const { links } = callerFor(null);
	await days('09', '11');
	const door = doorOf('sonia');
	const token = tokenIn(door);
	const open = subjects('sonia').length;
	await links.renew({ token });
	// Whoever only types an address is written to once an hour.
	await links.renew({ email: at('SONIA'), kind: 'resolver' });
	story.time('2026-03-11', 11);
	await links.renew({ email: at('SONIA'), kind: 'resolver' });
	await story.wake();
	expect(subjects('sonia')).toHaveLength(open + 2);
	expect((await callerFor(await resolverScopeOf(door)).resolver.disputes.page()).canAnswer).toBe(
		true
	);
	const karims = doorOf('karim');
	// Spelt another way, or head of another team as well, she is still it.
	await name({ sales: 'Sonia', logistics: 'sonia' });
	await name({ sales: 'marc' });
	expect(await links.state({ token, kind: 'resolver' })).toBe('open');
	await name({ sales: 'marc', logistics: '' });
	await expect(links.state({ token, kind: 'resolver' })).rejects.toMatchObject({
		message: 'link_revoked'
	});
	expect(await links.state({ token: tokenIn(karims), kind: 'resolver' })).toBe('open');
	await links.renew({ token });
	await links.renew({ email: at('sonia'), kind: 'resolver' });
	await story.wake();
	expect(subjects('sonia')).toHaveLength(open + 2);
	await days('18');
	expect(subjects('marc')).toHaveLength(1);
});
