import { afterAll, beforeAll, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { deliverDue } from '$lib/server/delivery/deliver';
import { forgetEnv } from '$lib/server/env';
import { tick } from '$lib/server/jobs/tick';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { startPushService, type PushedDevice, type PushService } from '../support/push';
import { callerFor, deskScopeOf, portalScopeOf, resolverScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';

const story = useStory();
let service: PushService;
beforeAll(async () => {
	service = await startPushService();
	// A push service on loopback is one while the application itself is tried out there.
	Object.assign(process.env, { ORIGIN: 'http://localhost:3000', PROVIDER_PRIVATE: 'off' });
	forgetEnv();
});
afterAll(() => service.close());

const [ANA, LUC, SITE] = ['ana@gantier.test', 'luc@gantier.test', 'site@gantier.test'];
const KARIM = 'karim@menuiserie.test';
const MINUTE = 60_000;
/** What each of them hears of one change: a mail, and a push on the device of whoever has one. */
const ALL = { ana: [1, 1], luc: [1, 1], site: [1, 0] };
const BUT_LUC = { ...ALL, luc: [0, 0] };

/** A house, a customer with two contacts who asked to be told on their devices, and a building site that reads mails. */
async function house() {
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont', email: 'c@menuiserie.test' });
	const claire = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const customer = await buildCustomer(inside, { name: 'Gantier SA' });
	await buildContact(inside, customer, { email: ANA, name: 'Ana Petit', role: 'collections' });
	const luc = { email: LUC, name: 'Luc Roy', language: 'en' as const, role: 'other' as const };
	await buildContact(inside, customer, luc);
	const invoice = await buildInvoice(inside, customer, { dueOn: localDate('2026-03-13') });
	await story.day('2026-03-03');
	const ana = await portalOf(ANA);
	const device = await deviceOf(ana);
	return { desk: callerFor(deskScopeOf(claire, inside)).desk.disputes, invoice, ana, device };
}
type House = Awaited<ReturnType<typeof house>>;
type Portal = Awaited<ReturnType<typeof portalOf>>;

const newest = (who: string) => story.mails(who).at(-1)!;
const portalOf = async (who: string) => callerFor(await portalScopeOf(linkIn(newest(who)))).portal;
async function deviceOf(portal: Portal): Promise<PushedDevice> {
	const device = service.device();
	await portal.devices.turnOn(device);
	return device;
}

/** One more case of it, which Luc and the building site follow. */
async function followedCase(
	{ desk, invoice, ana, device }: House,
	explanation: string,
	luc?: PushedDevice
) {
	const about = {
		items: [{ invoiceId: invoice.id, claimedMinor: 10_000n }],
		...{ reasonCode: 'price_unit', explanation, language: 'fr' as const }
	};
	const { reference, disputeId } = await ana.disputes.open({
		...about,
		idempotencyKey: explanation
	});
	await ana.disputes.follow({ reference, name: 'Luc', email: LUC, language: 'en' });
	await ana.disputes.follow({ reference, name: 'Chantier', email: SITE, language: 'fr' });
	await story.wake();
	const his = await portalOf(LUC);
	const devices = [device, luc ?? (await deviceOf(his))];

	const heard = () => {
		const mails = [ANA, LUC, SITE].map(
			(who) => story.mails(who).filter(({ subject }) => subject.includes(reference)).length
		);
		const pushes = devices.map(
			({ endpoint }) => service.heard.filter(({ path }) => service.url + path === endpoint).length
		);
		return mails.map((count, at) => [count, pushes[at] ?? 0]);
	};
	/** By the clock of the house: two minutes after the change all of it has left. */
	async function told(name: string, at: string, change: () => Promise<unknown>, who: object = ALL) {
		const then = new Date(`${at}:00+01:00`).getTime();
		setClock(new Date(then));
		const before = heard();
		await change();
		setClock(new Date(then + 2 * MINUTE));
		while ((await deliverDue()) > 0);
		const [ana, luc, site] = heard().map((now, one) =>
			now.map((count, way) => count - before[one]![way]!)
		);
		expect({ name, ana, luc, site }).toEqual({ name, ...who });
	}
	/** And of all that was told, nothing comes a second time. */
	async function thatWasAll(at: string) {
		const before = heard();
		setClock(new Date(`${at}:00+01:00`));
		await story.wake();
		expect(heard()).toEqual(before);
	}
	return {
		reference,
		disputeId,
		about,
		desk,
		ana: ana.disputes,
		luc: his.disputes,
		his: devices[1]!,
		told,
		thatWasAll
	};
}

const UNTIL = { validUntil: localDate('2026-03-13') };

test('whatever happens to a case that can be seen is mailed and pushed once to each who follows it, within two minutes', async () => {
	const gantier = await house();
	const { told, thatWasAll, ...its } = await followedCase(
		gantier,
		'Le prix convenu était plus bas.'
	);
	const { reference, disputeId, desk, luc } = its;
	const ofCase = { disputeId };
	const offer = (text: string, more: object = UNTIL) =>
		desk.propose({
			...{ disputeId, kind: 'credit' as const, amountMinor: 4_000n, text },
			...{ ...UNTIL, ...more, idempotencyKey: text }
		});
	const karim = async () =>
		callerFor(await resolverScopeOf(linkIn(newest(KARIM)))).resolver.disputes;

	await told('asked', '2026-03-03T11:00', () =>
		desk.assign({ ...ofCase, resolverEmail: KARIM, resolverName: 'Karim', question: '' })
	);
	await told('a question of whoever was asked', '2026-03-03T12:00', async () =>
		(await karim()).answer({
			...{ verdict: 'need_information', signedName: 'Karim', asks: 'customer' },
			...{ handOver: 'Avez-vous une photo ?', idempotencyKey: 'karim asks' }
		} as never)
	);
	const reply = { reference, body: 'Here it is.', idempotencyKey: 'luc answers' };
	await told('a colleague’s message', '2026-03-03T21:30', () => luc.reply(reply), BUT_LUC);
	await told('answered by staff', '2026-03-04T07:15', () =>
		desk.post({ ...ofCase, audience: 'customer', body: 'Merci.', idempotencyKey: 'staff answer' })
	);
	await told('a new date', '2026-03-04T09:00', () =>
		desk.commit({ ...ofCase, dueOn: localDate('2026-03-20') })
	);
	await told('a proposal', '2026-03-04T10:00', () => offer('Nous partageons.'));
	await told('a proposal withdrawn', '2026-03-04T11:00', async () => {
		const [offered] = (await desk.page({ reference })).proposals;
		await desk.withdrawProposal({ disputeId, proposalId: offered!.id });
	});
	await told('another one', '2026-03-04T14:00', () => offer('Un autre geste.'));
	await told('refused', '2026-03-04T15:00', async () => {
		const { id, shownSha256 } = (await luc.proposal({ reference, language: 'en' }))!;
		await luc.answerProposal({
			...{ reference, proposalId: id, shownSha256, language: 'en', idempotencyKey: 'luc says no' },
			...{ verdict: 'refused', signedName: 'Luc Roy', note: 'Too little.' }
		});
	});
	const untilSaturday = { validUntil: localDate('2026-03-07') };
	await told('one nobody answers', '2026-03-05T09:00', () => offer('Le dernier.', untilSaturday));
	await told('that is over', '2026-03-08T00:05', tick);
	await told('the decision', '2026-03-09T22:45', () =>
		desk.decide({
			...{ disputeId, verdict: 'valid', outcome: 'credit_full', explanation: 'Vous avez raison.' }
		})
	);
	await told('carried out', '2026-03-10T09:00', () => desk.move({ ...ofCase, to: 'implementing' }));
	const paper = { name: 'avoir.pdf', bytes: new TextEncoder().encode('%PDF-1.4 AV-1') };
	await told('the credit note handed over', '2026-03-10T10:00', () =>
		desk.handOver({ disputeId, kind: 'credit_note', files: [paper] })
	);
	await told('closed', '2026-03-10T11:00', () =>
		desk.resolve({ disputeId, creditNoteNumber: 'AV-1' })
	);
	await told('opened again', '2026-03-10T12:00', () =>
		desk.reopen({ disputeId, note: 'Un point reste ouvert.' })
	);
	await told('closed without a decision', '2026-03-10T14:00', () =>
		desk.close({ disputeId, to: 'not_a_dispute', note: 'Une question de livraison.' })
	);

	await thatWasAll('2026-03-10T15:00');

	const second = await followedCase(gantier, 'Une palette manque.', its.his);
	await second.told('an amendment', '2026-03-10T16:00', () =>
		second.luc.amend({
			...{ ...second.about, explanation: 'Deux palettes manquent.' },
			...{ reference: second.reference, idempotencyKey: 'amended by luc' }
		})
	);
	await second.told('an offer to agree to', '2026-03-10T17:00', () =>
		desk.propose({
			...{ disputeId: second.disputeId, kind: 'credit', amountMinor: 4_000n, text: 'Un geste.' },
			...{ ...UNTIL, idempotencyKey: 'an offer to agree to' }
		})
	);
	await second.told('accepted', '2026-03-10T18:00', async () => {
		const asked = { reference: second.reference, language: 'fr' as const };
		const { id, shownSha256 } = (await second.ana.proposal(asked))!;
		await second.ana.answerProposal({
			...{ ...asked, proposalId: id, shownSha256, idempotencyKey: 'ana agrees' },
			...{ verdict: 'accepted', signedName: 'Ana Petit' }
		});
	});
	await second.thatWasAll('2026-03-10T19:00');

	const third = await followedCase(gantier, 'Le transport est de trop.', its.his);
	await third.told('a withdrawal', '2026-03-11T09:00', () =>
		third.luc.withdraw({ reference: third.reference })
	);
	await third.thatWasAll('2026-03-11T10:00');
}, 120_000);
