import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { asOwner } from '../support/database';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf, portalScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';
import { importText } from '../integration/intake/files';

const story = useStory();
const CUSTOMER = 'ana@gantier.test';
const lastTo = (who: string) => story.mails(who).at(-1)!;
const count = (who: string) => story.mails(who).length;
const HEAD = 'customer id;invoice number;invoice date;due date;amount;open amount\n';

async function begin(name: string, dueOn: string) {
	const inside = await buildOrganisation({ name, email: 'compta@m.test' });
	const person = async (role: 'collector' | 'approver', who: string, email: string) =>
		callerFor(deskScopeOf(await buildUser(inside, { role, name: who, email }), inside)).desk;
	const claire = await person('collector', 'Claire Morel', `claire@${inside.organisationId}.test`);
	const sophie = await person('approver', 'Sophie Petit', `sophie@${inside.organisationId}.test`);
	const customer = await buildCustomer(inside, { name: 'Gantier SA', code: 'GANTIER' });
	const email = `${inside.organisationId}.${CUSTOMER}`;
	await buildContact(inside, customer, { email, name: 'Ana Petit', role: 'collections' });
	const invoice = await buildInvoice(inside, customer, {
		...{ number: 'F-2026-007', totalMinor: 500_000n },
		...{ issuedOn: localDate('2026-02-11'), dueOn: localDate(dueOn) }
	});
	const open = async () => {
		const [row] = await asOwner<{ open: string }>(
			'select total_minor - coalesce((select sum(amount_minor) from allocation where invoice_id = invoice.id), 0) as open from invoice where id = $1',
			[invoice.id]
		);
		return BigInt(row!.open);
	};
	return { inside, email, invoice, claire, sophie, open };
}
type Begun = Awaited<ReturnType<typeof begin>>;

/** The customer contests so much; it is granted with a signature. */
async function granted({ email, invoice, claire, sophie }: Begun, claimedMinor: bigint) {
	const { portal } = callerFor(await portalScopeOf(linkIn(lastTo(email))));
	const { reference, disputeId } = await portal.disputes.open({
		...{ items: [{ invoiceId: invoice.id, claimedMinor }], reasonCode: 'price_unit' },
		...{ explanation: 'Le prix convenu était plus bas.', idempotencyKey: 'one dispute' },
		language: 'fr'
	});
	await claire.disputes.decide({
		...{ disputeId, verdict: 'valid', outcome: 'credit_full' },
		explanation: 'Le tarif de mars s’applique.'
	});
	const { waiting } = (await claire.disputes.page({ reference })).approval;
	await sophie.disputes.signApproval({
		...{ disputeId, requestId: waiting!.id, isReduced: false, note: '' }
	});
	return { reference, disputeId };
}

const only = async ({ claire }: Begun, reference: string) => {
	const { credits } = await claire.disputes.page({ reference });
	expect(credits).toHaveLength(1);
	return credits[0]!;
};

test('a signed credit fails in accounting, is corrected, posted and imported later: counted once, the rest is asked for', async () => {
	const begun = await begin('Menuiserie Dupont', '2026-03-25');
	const { inside, email, claire, open } = begun;
	await story.day('2026-03-10');
	const { reference } = await granted(begun, 200_000n);
	expect(await only(begun, reference)).toMatchObject({ state: 'to_export', amountMinor: 200_000n });
	await story.wake();
	const heard = count(email);

	await story.day('2026-03-12');
	await claire.credits.export();
	await story.day('2026-03-16');
	const { id: requestId } = await only(begun, reference);
	await claire.credits.fail({ requestId, why: 'Exercice clos' });
	expect((await claire.credits.list({ state: 'failed' })).rows).toMatchObject([{ reference }]);
	await claire.credits.correct({ requestId, note: 'Sur l’exercice 2026' });
	await claire.credits.export();

	// Past the due date: what was granted is not asked for, whether accounting was quick or not.
	for (const day of ['2026-03-18', '2026-03-27']) await story.day(day);
	const asked = story.mails(email).slice(heard);
	expect(asked.some(({ text }) => /3\s000,00\s€/.test(text))).toBe(true);
	expect(asked.some(({ text }) => /5\s000,00\s€ (restent )?à régler/.test(text))).toBe(false);

	await story.day('2026-03-30');
	await claire.credits.post({
		...{ requestId, number: 'AV-77', on: localDate('2026-03-24'), amountMinor: 200_000n }
	});
	expect(await open()).toBe(300_000n);
	expect((await claire.disputes.page({ reference })).status).toBe('resolved');
	await story.wake();
	const closed = count(email);

	// The ledger knows it too by now, in both its ways of saying so.
	await story.day('2026-04-02');
	const credit = 'GANTIER;AV-77;2026-03-24;;-2000,00;0,00\n';
	await importText(
		inside,
		`${HEAD}GANTIER;F-2026-007;2026-02-11;2026-03-25;5000,00;3000,00\n${credit}`
	);
	expect(await open()).toBe(300_000n);
	await importText(inside, `${HEAD}GANTIER;F-2026-007;2026-02-11;2026-03-25;5000,00;5000,00\n`);
	expect(await open()).toBe(300_000n);

	// After the quiet days the rest is asked for again, and only the rest.
	for (const day of ['2026-04-07', '2026-04-08', '2026-04-09']) await story.day(day);
	const again = story.mails(email).slice(closed);
	expect(again.some(({ text }) => /3\s000,00\s€/.test(text))).toBe(true);
	expect(again.some(({ text }) => /1\s000,00\s€|5\s000,00\s€ (restent )?à régler/.test(text))).toBe(
		false
	);
});

test('a credit note that was imported first is not given a second time; what is credited whole is settled', async () => {
	const begun = await begin('Ferronnerie Martin', '2026-03-13');
	const { inside, email, claire, open } = begun;
	await story.day('2026-03-03');
	const { reference } = await granted(begun, 500_000n);
	await claire.credits.export();
	await story.day('2026-03-06');
	await importText(
		inside,
		`${HEAD}GANTIER;F-2026-007;2026-02-11;2026-03-13;5000,00;0,00\nGANTIER;AV-9;2026-03-05;;-5000,00;0,00\n`
	);
	expect(await open()).toBe(0n);
	const { id: requestId } = await only(begun, reference);
	await claire.credits.post({
		...{ requestId, number: 'AV-9', on: localDate('2026-03-05'), amountMinor: 500_000n }
	});
	expect(await open()).toBe(0n);
	await story.wake();
	const closed = count(email);
	const { balance } = await claire.customers.page({ code: 'GANTIER' });
	expect(balance.overdue.every(({ minor }) => minor === 0n)).toBe(true);
	for (const day of ['2026-03-16', '2026-03-30', '2026-04-20']) await story.day(day);
	expect(story.mails(email).slice(closed)).toEqual([]);
});
