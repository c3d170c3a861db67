import { expect, test, vi } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { forgetEnv } from '$lib/server/env';
import { startEngine, stopEngine } from '$lib/server/jobs/schedule';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { asOwner } from '../support/database';
import { callerFor, deskScopeOf, portalScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';

const story = useStory();

const ANA = 'ana@gantier.test';
const LUC = 'luc@gantier.test';
const SITE = 'site@gantier.test';
const ALL = [ANA, LUC, SITE];
const subjects = (who: string) => story.mails(who).map((mail) => mail.subject);

test('three people know the same thing, each in his language, until one has enough', async () => {
	const inside = await buildOrganisation({
		name: 'Menuiserie Dupont',
		email: 'compta@menuiserie.test'
	});
	const claire = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const customer = await buildCustomer(inside, { name: 'Gantier SA', code: 'GANTIER' });
	await buildContact(inside, customer, { email: ANA, name: 'Ana Petit', role: 'collections' });
	await buildContact(inside, customer, {
		email: LUC,
		name: 'Luc Roy',
		language: 'en',
		role: 'other'
	});
	const invoice = await buildInvoice(inside, customer, { dueOn: localDate('2026-03-13') });
	const { desk } = callerFor(deskScopeOf(claire, inside));

	await story.day('2026-03-03');
	const { portal } = callerFor(await portalScopeOf(linkIn(story.mails(ANA).at(-1)!)));
	const { reference, disputeId } = await portal.disputes.open({
		items: [{ invoiceId: invoice.id, claimedMinor: 20_000n }],
		reasonCode: 'price_unit',
		explanation: 'Le prix convenu était plus bas.',
		idempotencyKey: 'one dispute',
		language: 'fr'
	});
	await portal.disputes.follow({ reference, name: 'Luc', email: LUC, language: 'fr' });
	await portal.disputes.follow({ reference, name: 'Chantier', email: SITE, language: 'fr' });
	await story.wake();
	expect(subjects(LUC).at(-1)).toContain('you follow it');
	// Luc is a contact: his mail opens the account. The building site reads, and opens nothing.
	expect(linkIn(story.mails(LUC).at(-1)!)).not.toBe('');
	expect(linkIn(story.mails(SITE).at(-1)!)).toBe('');

	// Every visible step, and one mail for each of them.
	const steps: [string, () => Promise<unknown>][] = [
		[
			'assigned',
			() =>
				desk.disputes.assign({
					disputeId,
					resolverEmail: 'karim@menuiserie.test',
					resolverName: 'Karim',
					question: ''
				})
		],
		['checking', () => desk.disputes.move({ disputeId, to: 'in_progress' })],
		['date', () => desk.disputes.commit({ disputeId, dueOn: localDate('2026-03-12') })],
		[
			'question',
			() =>
				desk.disputes.post({
					disputeId,
					audience: 'customer',
					needsReply: true,
					body: 'Une photo ?',
					idempotencyKey: 'question'
				})
		],
		[
			'decided',
			() =>
				desk.disputes.decide({
					disputeId,
					verdict: 'valid',
					outcome: 'credit_full',
					explanation: 'Vous avez raison.'
				})
		],
		['implementing', () => desk.disputes.move({ disputeId, to: 'implementing' })],
		['resolved', () => desk.disputes.resolve({ disputeId, creditNoteNumber: 'AV-1' })]
	];
	for (const [name, step] of steps) {
		const before = ALL.map((who) => story.mails(who).length);
		await step();
		await story.wake();
		expect([name, ...ALL.map((who, index) => story.mails(who).length - before[index]!)]).toEqual([
			name,
			1,
			1,
			1
		]);
	}
	expect(subjects(ANA).at(-1)).toContain('Contestation');
	expect(subjects(LUC).at(-1)).toContain('Dispute');

	// The building site has enough: the link at the end of its mail opens a page, and the button there ends it.
	const stop = /\/p\/stop\/([A-Za-z0-9_-]{43})/.exec(story.mails(SITE).at(-1)!.text)![1]!;
	const { follow } = callerFor(null);
	expect(await follow.show({ secret: stop })).toMatchObject({ reference, ended: false });
	await follow.stop({ secret: stop });
	const before = story.mails(SITE).length;
	await desk.disputes.reopen({ disputeId, note: 'Un point reste ouvert.' });
	await story.wake();
	expect(subjects(LUC).at(-1)).toContain('reopened');
	expect(story.mails(SITE)).toHaveLength(before);
	// The one who raised it hears without an end of its own; the mail that rests in the database holds no secret.
	const toAna = story.mails(ANA).map(({ text }) => text);
	expect(toAna.length).toBeGreaterThan(0);
	expect(toAna.filter((text) => text.includes('/p/stop/'))).toEqual([]);
	const [rests] = await asOwner<{ mails: number; telling: number }>(
		`select count(*)::int as mails, (count(*) filter (where position($2 in coalesce(html, '') || coalesce(text, '') || facts::text) > 0))::int as telling
		from delivery where to_email = $1`,
		[SITE, stop]
	);
	expect(rests).toEqual({ mails: before, telling: 0 });
});

function switchEngine(to: 'on' | 'off'): void {
	process.env.ENGINE = to;
	forgetEnv();
}

/** The promise is two minutes; whoever waits longer was forgotten by the clock. */
const TWO_MINUTES = 120_000;

test(
	'the running engine tells all of them within two minutes; nobody wakes it',
	async () => {
		const inside = await buildOrganisation({ name: 'Menuiserie Dupont' });
		const claire = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
		const customer = await buildCustomer(inside, { name: 'Vasseur', code: 'VASSEUR' });
		const [eva, max] = ['eva@vasseur.test', 'max@vasseur.test'];
		await buildContact(inside, customer, { email: eva, name: 'Eva Roy', role: 'collections' });
		const invoice = await buildInvoice(inside, customer, { dueOn: localDate('2026-03-13') });
		const { desk } = callerFor(deskScopeOf(claire, inside));
		await story.day('2026-03-03');
		const { portal } = callerFor(await portalScopeOf(linkIn(story.mails(eva).at(-1)!)));
		const { reference, disputeId } = await portal.disputes.open({
			items: [{ invoiceId: invoice.id, claimedMinor: 20_000n }],
			...{ reasonCode: 'price_unit', explanation: 'Le prix convenu était plus bas.' },
			...{ idempotencyKey: 'told by the engine', language: 'fr' as const }
		});
		await portal.disputes.follow({ reference, name: 'Max', email: max, language: 'fr' });
		await story.wake();
		const count = () => [eva, max].map((who) => story.mails(who).length);
		const before = count();
		switchEngine('on');
		startEngine();
		try {
			await desk.disputes.move({ disputeId, to: 'in_progress' });
			await vi.waitFor(() => expect(count()).toEqual(before.map((mails) => mails + 1)), {
				...{ timeout: TWO_MINUTES, interval: 50 }
			});
		} finally {
			await stopEngine();
			switchEngine('off');
		}
	},
	TWO_MINUTES + 30_000
);
