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
import { callerFor, deskScopeOf, portalScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';

const story = useStory();
const ANA = 'ana@gantier.test';
const LUC = 'luc@gantier.test';
const NOTE = 'Nous traitons vos deux demandes ensemble.';
const textsTo = (who: string) => story.mails(who).map(({ text }) => text);
const portalOf = async (path: string) => callerFor(await portalScopeOf(path)).portal.disputes;

/** One invoice of 1,000.00; two people of its customer contest 200.00 and 300.00 of it, each without the other. */
async function contestedTwice() {
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont', email: 'compta@m.test' });
	const claire = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const sophie = await buildUser(inside, { role: 'approver', name: 'Sophie Petit' });
	const customer = await buildCustomer(inside, { name: 'Gantier SA' });
	const ana = { name: 'Ana Petit', email: ANA, role: 'collections' } as const;
	const luc = { name: 'Luc Roy', email: LUC, role: 'other' } as const;
	for (const person of [ana, luc]) await buildContact(inside, customer, person);
	const invoice = await buildInvoice(inside, customer, {
		...{ number: 'F-2026-001', totalMinor: 100_000n },
		...{ issuedOn: localDate('2026-02-01'), dueOn: localDate('2026-03-02') }
	});
	await story.day('2026-03-04');
	const desk = callerFor(deskScopeOf(claire, inside)).desk.disputes;
	// Late enough for the day promised of it to be ahead.
	story.time('2026-03-09');
	const contest = async ({ name, email }: typeof ana | typeof luc, claimedMinor: bigint) => {
		const { reference } = await desk.log({
			...{ customerId: customer.id, source: 'phone', raisedByName: name, raisedByEmail: email },
			...{ items: [{ invoiceId: invoice.id, claimedMinor }], reasonCode: 'price_unit' },
			...{
				explanation: `Le prix est faux, dit ${name}.`,
				files: [],
				idempotencyKey: `told by ${name}`
			}
		});
		await story.wake();
		return desk.page({ reference: reference! });
	};
	const into = await contest(ana, 20_000n);
	const from = await contest(luc, 30_000n);
	const approver = callerFor(deskScopeOf(sophie, inside)).desk.disputes;
	return { desk, approver, sophie, into, from };
}

test('merged while the engine runs on two replicas, two cases claim as one, their customers are told once and led on, and nothing opens the other again', async () => {
	const { desk, approver, sophie, into, from } = await contestedTwice();
	const older = linkIn(story.mails(LUC).at(-1)!);
	await desk.post({
		...{ disputeId: from.id, audience: 'internal', body: 'Regarde.', mentions: [sophie.id] },
		...{ files: [], needsReply: false, idempotencyKey: 'one note' }
	});
	await story.wake();
	const before = [ANA, LUC].map((who) => story.mails(who).length);

	// The very morning on which the reminder is due; two colleagues send the same form.
	story.time('2026-03-12');
	const plan = await desk.mergePlan({ reference: into.reference, from: from.reference });
	const seen = { seen: plan.from.version, seenInto: plan.into.version };
	const merge = () =>
		desk.merge({
			...{ reference: into.reference, from: from.reference, note: NOTE },
			...{ counted: 'besides', ...seen }
		});
	const [one, other] = await Promise.allSettled([merge(), merge(), tick(), tick()]);
	expect([one!.status, other!.status].sort()).toEqual(['fulfilled', 'rejected']);
	await Promise.all([deliverDue(), deliverDue()]);
	await story.wake();

	// What rested in either rests: the reminder asks for what nobody contested, however it met the merge.
	const toAna = textsTo(ANA).slice(before[0]);
	expect(toAna).toHaveLength(1);
	expect(toAna[0]).toMatch(/Total échu, à régler\s: 500,00\s€/);
	const { items, claimed, talk } = await desk.page({ reference: into.reference });
	expect(items.map(({ claimedMinor }) => claimedMinor)).toEqual([20_000n, 30_000n]);
	expect(claimed.minor).toBe(50_000n);

	// Whoever followed the other one is told once, and hears of the one that goes on from then on.
	const toLuc = textsTo(LUC).slice(before[1]);
	expect(toLuc.map((text) => text.includes(NOTE) && text.includes(into.reference))).toEqual([true]);
	expect(story.mails(LUC).at(-1)!.subject).toContain(`continue dans ${into.reference}`);
	expect(toLuc[0]).not.toMatch(/sans décision|clôturé/);
	const old = await portalOf(older);
	expect(await old.show({ reference: from.reference })).toMatchObject({
		...{ status: 'duplicate', duplicateOf: into.reference, isMerged: true }
	});
	expect(await old.show({ reference: into.reference })).toMatchObject({ status: into.status });
	const say = { disputeId: into.id, audience: 'customer' } as const;
	await desk.post({ ...say, body: 'Nous vérifions.', idempotencyKey: 'said to both' });
	await story.wake();
	for (const who of [ANA, LUC])
		expect(textsTo(who).filter((text) => text.includes('Nous vérifions.'))).toHaveLength(1);

	// The colleague who took part goes along.
	expect(talk.participants).toMatchObject([{ name: 'Sophie Petit' }]);
	const parts = await approver.queue({ view: 'part' });
	expect(parts.rows.map(({ reference }) => reference)).toEqual([into.reference]);

	// Ended for good, also once the case that goes on is decided and closed.
	const again = () => desk.reopen({ disputeId: from.id, note: 'Encore une fois.' });
	await expect(again()).rejects.toMatchObject({ message: 'merged_elsewhere' });
	await desk.decide({
		...{ disputeId: into.id, verdict: 'invalid', outcome: 'no_action' },
		explanation: 'Le prix est celui du devis.'
	});
	await desk.resolve({ disputeId: into.id });
	await story.wake();
	await expect(again()).rejects.toMatchObject({ message: 'merged_elsewhere' });
	const mailed = story.mails(LUC).length;
	await story.day('2026-03-16');
	expect(story.mails(LUC)).toHaveLength(mailed);
	expect((await desk.page({ reference: from.reference })).status).toBe('duplicate');
});
