import { expect, test, vi } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { forgetEnv } from '$lib/server/env';
import { startEngine, stopEngine } from '$lib/server/jobs/schedule';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildPayment,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf, portalScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';

const story = useStory();

interface People {
	ana: string;
	luc: string;
	claire: string;
}

/** A case about 300 of 1,000, followed by a colleague who reads English; the officer reads English too. */
async function contestedCase(code: string) {
	const [ana, luc, claire] = ['ana', 'luc', 'claire'].map((who) => `${who}@${code}.test`) as [
		string,
		string,
		string
	];
	const inside = await buildOrganisation({
		name: 'Menuiserie Dupont',
		email: `compta@${code}.test`
	});
	const officer = await buildUser(inside, {
		...{ role: 'collector' as const, name: 'Claire Morel', email: claire, language: 'en' as const }
	});
	const customer = await buildCustomer(inside);
	await buildContact(inside, customer, { email: ana, role: 'collections', name: 'Ana Petit' });
	const invoice = await buildInvoice(inside, customer, {
		...{ issuedOn: localDate('2026-02-01'), dueOn: localDate('2026-03-02') }
	});
	const staff = callerFor(deskScopeOf(officer, inside)).desk;
	await story.day('2026-03-04');
	const { portal } = callerFor(await portalScopeOf(linkIn(story.mails(ana)[0]!)));
	const { reference, disputeId } = await portal.disputes.open({
		items: [{ invoiceId: invoice.id, claimedMinor: 30_000n }],
		...{ reasonCode: 'price_unit', explanation: 'Le prix convenu était plus bas.' },
		...{ idempotencyKey: 'from-the-mail', language: 'fr' as const }
	});
	await portal.disputes.follow({ reference, name: 'Luc', email: luc, language: 'en' });
	await story.wake();
	const people: People = { ana, luc, claire };
	return { inside, invoice, staff, portal, reference, disputeId, people };
}

/** Mails about the case, by their subjects: what is chased of the rest is another matter. */
const ofCase = (who: string) => story.mails(who).filter(({ subject }) => /LIT-/.test(subject));
const counts = ({ ana, luc, claire }: People) =>
	[ana, luc, claire].map((who) => ofCase(who).length);
const grown = (people: People, before: number[]) =>
	counts(people).map((mails, index) => mails - before[index]!);
test('valid until Friday, nobody answers: on Monday each is told once, and the rest goes on as promised', async () => {
	const { staff, portal, reference, disputeId, people } = await contestedCase('gantier');
	await staff.disputes.propose({
		...{
			disputeId,
			kind: 'credit' as const,
			amountMinor: 15_000n,
			text: 'Nous partageons la différence.'
		},
		...{ validUntil: localDate('2026-03-13'), idempotencyKey: 'until Friday' }
	});
	await story.wake();
	const offered = linkIn(ofCase(people.ana).at(-1)!);
	const before = counts(people);
	await story.day('2026-03-13', 17);
	expect(grown(people, before)).toEqual([0, 0, 0]);

	await story.day('2026-03-16');
	expect(grown(people, before)).toEqual([1, 1, 1]);
	const [toAna, toLuc, toClaire] = [people.ana, people.luc, people.claire].map((who) =>
		story.mails(who).at(-1)!
	);
	expect(toAna!.subject).toContain('proposition expirée');
	expect(toLuc!.subject).toContain('proposal expired');
	expect(toClaire!.subject).toContain('proposal expired');
	const said = (await portal.disputes.show({ reference })).offerOver!;
	expect(said).toMatchObject({ as: 'expired', held: { minor: 30_000n } });
	// The price is answered within four worked days, counted from Monday.
	expect(toAna!.text.replace(/\s+/g, ' ')).toContain('au plus tard le vendredi 20 mars');
	expect(said.answerDueOn).toBe('2026-03-20');
	expect(toAna!.text.replace(/\s+/g, ' ')).toMatch(/nous ne vous relançons pas sur 300,00 €/);

	// The link of the old mail opens the same words.
	const old = callerFor(await portalScopeOf(offered)).portal.disputes;
	expect((await old.proposal({ reference, language: 'fr' }))!.over).toEqual(said);
	expect((await staff.disputes.queue({ view: 'mine' })).rows).toMatchObject([
		{ reference, offerOver: 'expired', status: 'in_progress' }
	]);

	// Nothing more of it on the days after, and whoever chases the rest never asks for what is contested.
	await story.wake();
	for (const day of ['2026-03-17', '2026-03-18', '2026-03-20']) await story.day(day);
	expect(grown(people, before)).toEqual([1, 1, 1]);
	const chased = story
		.mails(people.ana)
		.filter(({ subject }) => !/LIT-/.test(subject))
		.slice(1);
	expect(chased.length).toBeGreaterThan(0);
	for (const { text } of chased) expect(text).toMatch(/700,00/);
});

test('money booked while an offer in parts waits: told once, by the running engine, within two minutes', async () => {
	const { inside, invoice, staff, portal, reference, disputeId, people } =
		await contestedCase('vasseur');
	await staff.disputes.propose({
		...{
			disputeId,
			kind: 'instalments' as const,
			covers: 'disputed' as const,
			text: 'En deux fois.'
		},
		parts: [
			{ dueOn: localDate('2026-03-18'), amountMinor: 10_000n },
			{ dueOn: localDate('2026-03-31'), amountMinor: 20_000n }
		],
		...{ validUntil: localDate('2026-03-17'), idempotencyKey: 'in parts' }
	});
	await story.wake();
	const before = counts(people);
	await story.day('2026-03-05');
	expect(grown(people, before)).toEqual([0, 0, 0]);
	await buildPayment(inside, invoice, 90_000n);
	await engineTells(people, before);
	expect(ofCase(people.ana).at(-1)!.subject).toContain('proposition dépassée');
	expect(ofCase(people.claire).at(-1)!.subject).toContain('the sum has changed');
	expect(await portal.disputes.show({ reference })).toMatchObject({
		status: 'in_progress',
		offerOver: { as: 'outdated' },
		tracker: { yourReplyNeeded: false }
	});
	for (const day of ['2026-03-06', '2026-03-18', '2026-03-19']) await story.day(day);
	const about = (who: string) =>
		story
			.mails(who)
			.filter(({ subject }) => /proposition dépassée|overtaken|sum has changed/.test(subject));
	expect([people.ana, people.luc, people.claire].map((who) => about(who).length)).toEqual([
		1, 1, 1
	]);
}, 180_000);

function switchEngine(to: 'on' | 'off'): void {
	process.env.ENGINE = to;
	forgetEnv();
}

async function engineTells(people: People, before: number[]): Promise<void> {
	switchEngine('on');
	startEngine();
	try {
		await vi.waitFor(() => expect(grown(people, before)).toEqual([1, 1, 1]), {
			...{ timeout: 120_000, interval: 50 }
		});
	} finally {
		await stopEngine();
		switchEngine('off');
	}
}
