import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
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

const CUSTOMER = 'ana@gantier.test';
const [CLAIRE, SOPHIE, PAUL] = ['claire', 'sophie', 'paul'].map((name) => `${name}@m.test`) as [
	string,
	string,
	string
];
const lastTo = (who: string) => story.mails(who).at(-1)!;
const count = (who: string) => story.mails(who).length;

/** Above 1,000.00 an approver signs, above 3,000.00 Paul too. */
async function begin() {
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont', email: 'compta@m.test' });
	const person = async (role: 'collector' | 'approver' | 'admin', name: string, email: string) => {
		const user = await buildUser(inside, { role, name, email });
		return { id: user.id, desk: callerFor(deskScopeOf(user, inside)).desk };
	};
	const claire = await person('collector', 'Claire Morel', CLAIRE);
	const sophie = await person('approver', 'Sophie Petit', SOPHIE);
	const paul = await person('approver', 'Paul Girard', PAUL);
	const admin = await person('admin', 'Nadia Rousseau', 'nadia@m.test');
	const any = { category: null, claimType: null };
	await admin.desk.settings.changeApprovalRules({
		rules: [
			{ ...any, aboveMinor: 100_000n, approverId: sophie.id },
			{ ...any, aboveMinor: 300_000n, approverId: paul.id }
		],
		seen: (await admin.desk.settings.approvals()).seen
	});
	const customer = await buildCustomer(inside, { name: 'Gantier SA', code: 'GANTIER' });
	await buildContact(inside, customer, { email: CUSTOMER, name: 'Ana Petit', role: 'collections' });
	const invoice = await buildInvoice(inside, customer, {
		number: 'F-2026-007',
		totalMinor: 500_000n,
		dueOn: localDate('2026-03-13')
	});
	return { invoice, claire: claire.desk, sophie: sophie.desk, paul: paul.desk };
}

test('a large credit waits for two signatures over days; nobody is reminded of it and the customer hears once', async () => {
	const { invoice, claire, sophie, paul } = await begin();
	await story.day('2026-03-03');
	const portal = callerFor(await portalScopeOf(linkIn(lastTo(CUSTOMER)))).portal;
	const { reference, disputeId } = await portal.disputes.open({
		items: [{ invoiceId: invoice.id, claimedMinor: 400_000n }],
		reasonCode: 'price_unit',
		explanation: 'Le prix convenu était plus bas.',
		idempotencyKey: 'one dispute',
		language: 'fr'
	});
	await story.wake();
	const heard = count(CUSTOMER);

	// Claire decides above her limit: Sophie is mailed, Paul is not yet, the customer is not.
	await story.day('2026-03-05');
	await claire.disputes.decide({
		...{ disputeId, verdict: 'valid', outcome: 'credit_full' },
		explanation: 'Le tarif de mars s’applique à toute la commande.'
	});
	await story.wake();
	expect(lastTo(SOPHIE).subject).toMatch(/À valider \(niveau 1 sur 2\)\s: 4\s000,00\s€ – LIT-/);
	expect(lastTo(SOPHIE).text).toContain(`/disputes/${reference}?approval=refuse#approval`);
	expect(count(PAUL)).toBe(0);

	// She wants to know more, Claire answers a day later, and she signs for less.
	const request = async () => {
		const { waiting } = (await claire.disputes.page({ reference })).approval;
		return { disputeId, requestId: waiting!.id };
	};
	await sophie.disputes.askBeforeApproval({ ...(await request()), note: 'Un accord écrit ?' });
	await story.wake();
	expect(lastTo(CLAIRE).text).toContain('Un accord écrit ?');
	await story.day('2026-03-06');
	await claire.disputes.replyToApprover({ ...(await request()), note: 'Oui, du 12 février.' });
	await story.wake();
	expect(lastTo(SOPHIE).text).toContain('Oui, du 12 février.');
	await sophie.disputes.signApproval({
		...{ ...(await request()), isReduced: true, amountMinor: 350_000n },
		customerText: 'Le tarif de mars s’applique à la commande.',
		note: 'Le transport reste dû.'
	});
	await story.wake();
	expect(lastTo(PAUL).text).toMatch(/3\s500,00\s€/);
	expect(lastTo(PAUL).text).toContain('Le transport reste dû.');

	// Paul is away over the weekend; the due date passes. What nobody contests is asked for, and no more.
	for (const day of ['2026-03-09', '2026-03-13', '2026-03-16']) await story.day(day);
	const asked = story.mails(CUSTOMER).slice(heard);
	expect(asked.every(({ text }) => !/4\s000,00\s€ (restent )?à régler/.test(text))).toBe(true);
	expect(asked.some(({ text }) => /1\s000,00\s€/.test(text))).toBe(true);
	expect(asked.some(({ text }) => text.includes('tarif de mars'))).toBe(false);

	// He signs, and only then the customer hears, of what was signed.
	await paul.disputes.signApproval({ ...(await request()), isReduced: false, note: '' });
	await story.wake();
	const decision = lastTo(CUSTOMER);
	expect(decision.text).toContain('Le tarif de mars s’applique');
	expect(decision.text).toMatch(/3\s500,00\s€/);
	expect(decision.text).not.toMatch(/Sophie|Paul|transport|accord écrit/);
	expect(lastTo(CLAIRE).subject).toMatch(/3\s500,00\s€ validés/);

	// The credit note, and the rest is due again.
	await story.day('2026-03-17');
	const closed = await claire.disputes.resolve({ disputeId, creditNoteNumber: 'AV-2026-001' });
	expect(closed.stillDueMinor).toBe(150_000n);
});
