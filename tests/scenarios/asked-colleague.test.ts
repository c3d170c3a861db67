import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { deliverDue } from '$lib/server/delivery/deliver';
import { tick } from '$lib/server/jobs/tick';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf, portalScopeOf, resolverScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';
import { nameHeads } from '../support/team-heads';

const story = useStory({ of: 'test' });

/** Each story has its own house. */
let houses = 0;
const at = (who: string) => `${who}@asked${houses}.test`;
const subjects = (who: string) => story.mails(at(who)).map(({ subject }) => subject);
const last = (who: string) => story.mails(at(who)).at(-1)!;
const QUESTION = 'Quel tarif pour le chêne ?';

/** Karim, without an account, was asked on a Tuesday; he answers by Friday. */
async function begun() {
	houses++;
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont', email: at('compta') });
	const colleague = (who: string, name: string, role: 'collector' | 'resolver' | 'admin') =>
		buildUser(inside, { name, role, email: at(who), language: 'en' });
	const claire = await colleague('claire', 'Claire Morel', 'collector');
	const ines = await colleague('ines', 'Ines Roux', 'resolver');
	await colleague('nadia', 'Nadia', 'admin');
	await nameHeads(inside, [
		{ key: 'sales', headName: 'Sonia', headEmail: at('sonia'), headLanguage: 'en' }
	]);
	const customer = await buildCustomer(inside, { name: 'Gantier SA', collectorId: claire.id });
	await buildContact(inside, customer, { email: at('ana'), name: 'Ana', role: 'collections' });
	const invoice = await buildInvoice(inside, customer, { dueOn: localDate('2026-03-13') });
	await story.day('2026-03-03');
	const { portal } = callerFor(await portalScopeOf(linkIn(last('ana'))));
	const { reference, disputeId } = await portal.disputes.open({
		items: [{ invoiceId: invoice.id, claimedMinor: 20_000n }],
		...{ reasonCode: 'price_unit', explanation: 'Le prix convenu était plus bas.' },
		...{ idempotencyKey: 'one dispute', language: 'fr' as const }
	});
	const deskOf = (user: typeof claire) => callerFor(deskScopeOf(user, inside)).desk.disputes;
	await deskOf(claire).assign({
		...{ disputeId, resolverEmail: at('karim'), resolverName: 'Karim', question: 'Quel prix ?' }
	});
	await story.wake();
	return {
		page: () => deskOf(claire).page({ reference }),
		/** By the link of his mail, as often as a browser sends it. */
		ask: async (colleague: string) => {
			const { resolver } = callerFor(await resolverScopeOf(linkIn(last('karim'))));
			const asks = () =>
				resolver.disputes.answer({
					...{ verdict: 'need_information', asks: 'colleague', colleague, handOver: QUESTION },
					...{ explanation: '', signedName: 'Karim', idempotencyKey: 'asked a colleague' }
				});
			await Promise.all([asks(), asks()]);
			await replicasWake();
		},
		tell: async (who: 'claire' | 'ines', body: string) => {
			const note = { disputeId, audience: 'internal', needsReply: false, body } as const;
			await deskOf({ claire, ines }[who]).post({ ...note, idempotencyKey: `note: ${body}` });
			await replicasWake();
		}
	};
}

/** Two of them, at the same moment, and both again. */
async function replicasWake(): Promise<void> {
	for (const wake of [tick, deliverDue, tick, deliverDue]) await Promise.all([wake(), wake()]);
	await story.wake();
}

async function days(...all: string[]): Promise<void> {
	for (const day of all) {
		story.time(`2026-03-${day}`);
		await replicasWake();
	}
}
const NEWS = /^Du nouveau sur votre question/;
const LATE = /^En retard\s: /;

test('whoever asks a colleague who has an account waits for him, is told once with his own link, has a day then, and concludes', async () => {
	const { ask, tell, page } = await begun();
	const before = await page();
	const karim = subjects('karim').length;

	await ask(at('ines'));
	expect(subjects('ines')).toEqual([expect.stringContaining('Karim has a question for you')]);
	expect(last('ines').text).toContain(QUESTION);
	const asked = await page();
	expect(last('ines').text).toContain(`/disputes/${asked.reference}`);
	expect(asked.answers).toMatchObject([{ verdict: 'need_information', signedName: 'Karim' }]);
	expect(asked.talk.participants).toMatchObject([{ name: 'Ines Roux' }]);
	expect(asked.status).toBe('in_progress');
	// A colleague is no reason to let the customer wait longer: his days run on.
	expect(asked.answerDueOn).toBe(before.answerDueOn);
	expect(asked.clock).toEqual(before.clock);
	expect(asked.isSuspended).toBe(false);
	expect(asked.assignment!.dueOn).toBe('2026-03-06');

	// Until somebody has told him, nobody is reminded of anything, over his day and after it.
	await days('05', '09', '11');
	expect([subjects('karim').length, subjects('ines').length]).toEqual([karim, 1]);
	expect(subjects('sonia')).toEqual([]);

	await tell('ines', 'Le tarif de 2026.');
	expect(subjects('karim').slice(karim)).toEqual([expect.stringMatching(NEWS)]);
	expect(last('karim').text).toContain('Le tarif de 2026.');
	expect(subjects('ines')).toHaveLength(1);
	await days('11');
	expect(subjects('karim')).toHaveLength(karim + 1);
	await days('12');
	expect(subjects('karim').slice(karim + 1)).toEqual([expect.stringMatching(LATE)]);
	expect(subjects('sonia')).toEqual([]);

	const news = story.mails(at('karim')).find(({ subject }) => NEWS.test(subject))!;
	const { resolver } = callerFor(await resolverScopeOf(linkIn(news)));
	expect(await resolver.disputes.page()).toMatchObject({
		...{ canAnswer: true, holder: { name: 'Karim', email: at('karim') } }
	});
	await resolver.disputes.answer({
		...{ verdict: 'customer_right', explanation: 'Au tarif de 2026, il a raison.' },
		...{ signedName: 'Karim', idempotencyKey: 'concluded' }
	});
	await days('13', '16', '18', '25');
	expect([subjects('karim').length, subjects('ines').length]).toEqual([karim + 2, 1]);
	expect(subjects('sonia')).toEqual([]);
	// The customer hears that his case goes on, and nothing of what colleagues ask each other.
	const told = story.mails(at('ana')).map(({ text }) => text);
	expect(told.at(-1)).toContain(asked.reference);
	expect(told.filter((text) => /chêne|tarif de 2026|Ines/.test(text))).toEqual([]);
});

test('a colleague without an account is named to staff, who pass it on: he is mailed nothing, and whoever asked is told once', async () => {
	const { ask, tell, page } = await begun();
	const [karim, house] = [subjects('karim').length, subjects('compta').length];
	await ask(at('paul'));
	await days('05', '09', '11');
	const told = story.mails(at('compta')).slice(house);
	expect(told.map(({ text }) => text.includes(at('paul')))).toEqual([true]);
	expect(told[0]!.text).toContain(QUESTION);
	expect((await page()).talk.participants).toEqual([]);
	expect(subjects('paul')).toEqual([]);
	expect(subjects('karim')).toHaveLength(karim);

	await tell('claire', 'Paul dit : le tarif de 2026.');
	expect(subjects('karim').slice(karim)).toEqual([expect.stringMatching(NEWS)]);
	expect(linkIn(last('karim'))).toMatch(/^\/r\//);
	await days('12');
	expect(subjects('karim').slice(karim + 1)).toEqual([expect.stringMatching(LATE)]);
	expect(subjects('sonia')).toEqual([]);
});
