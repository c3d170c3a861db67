import { afterEach, beforeAll, expect, test } from 'vitest';
import type { LocalDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { closeDispute } from '$lib/server/disputes/close-dispute';
import { caseEndsOf } from '$lib/server/disputes/dunning-facts';
import { quietPeriodFromToday } from '$lib/server/disputes/quiet-period';
import { renderMail } from '$lib/server/mail/render';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, type InvoiceRow } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { mailsAbout } from '../disputes/traces';

useDatabase();
let ours: Company;
let other: Company;
let portal: ReturnType<typeof callerFor>['portal']['disputes'];
let quietUntil: LocalDate;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	portal = callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes;
	({ quietUntil } = await unitOfWork(ours.inside, quietPeriodFromToday));
});

const invoiceOf = (company: Company) =>
	buildInvoice(company.inside, company.account.customer, { totalMinor: 80_000n });
const contest = (company: Company, invoice: InvoiceRow) =>
	buildDispute(company.inside, invoice, {
		claimedMinor: 30_000n,
		raisedByEmail: 'ana@customer.test'
	});
const toldOf = async (disputeId: string) =>
	(await mailsAbout(disputeId)).find(({ mail }) => mail === 'dispute-update')!.facts;
const withdrawalOf = async ({ reference }: { reference: string }) =>
	(await portal.show({ reference })).withdrawal;
const DAY_MS = 24 * 3_600_000;
afterEach(() => setClock(TEST_INSTANT));
const again = { minor: '30000', currency: 'EUR' };

test('what is withdrawn is told with its amount and the last day nobody asks for it', async () => {
	const found = await contest(ours, await invoiceOf(ours));
	const before = await portal.show({ reference: found.reference });
	expect(before.withdrawal).toEqual({ quietUntil });
	await portal.withdraw({ reference: found.reference });
	expect(await toldOf(found.id)).toMatchObject({ ended: { again, quietUntil } });
	expect((await portal.show({ reference: found.reference })).quietUntil).toBe(quietUntil);
});

test('a second one of the same invoice buys no days: those of the first are told as long as they last', async () => {
	const invoice = await invoiceOf(ours);
	const first = await contest(ours, invoice);
	await portal.withdraw({ reference: first.reference });
	const second = await contest(ours, invoice);
	setClock(new Date(TEST_INSTANT.getTime() + DAY_MS));
	expect(await withdrawalOf(second)).toEqual({ quietUntil });
	await portal.withdraw({ reference: second.reference });
	expect(await toldOf(second.id)).toMatchObject({ ended: { again, quietUntil } });
	const third = await contest(ours, invoice);
	setClock(new Date(TEST_INSTANT.getTime() + 30 * DAY_MS));
	expect(await withdrawalOf(third)).toEqual({ quietUntil: null });
	await portal.withdraw({ reference: third.reference });
	expect(await toldOf(third.id)).toMatchObject({ ended: { again, quietUntil: null } });
	expect((await portal.show({ reference: third.reference })).quietUntil).toBe(null);
});

test('what the first contested less of is not said to rest', async () => {
	const invoice = await invoiceOf(ours);
	const small = await buildDispute(ours.inside, invoice, { claimedMinor: 10_000n });
	await portal.withdraw({ reference: small.reference });
	expect(await withdrawalOf(await contest(ours, invoice))).toEqual({ quietUntil: null });
});

test('the account says what of an invoice nobody reminds of, and until when', async () => {
	const invoice = await invoiceOf(ours);
	await portal.withdraw({ reference: (await contest(ours, invoice)).reference });
	const { customers } = callerFor(await portalScopeOf(ours.account.portalPath)).portal;
	const shown = () => customers.account({ q: invoice.number }).then(({ open }) => open[0]!.quiet);
	expect(await shown()).toEqual({ minor: 30_000n, untilOn: quietUntil });
	setClock(new Date(TEST_INSTANT.getTime() + 30 * DAY_MS));
	expect(await shown()).toBe(null);
});

test('of what another company closed nothing is read here', async () => {
	const theirs = await contest(other, await invoiceOf(other));
	await callerFor(await portalScopeOf(other.account.portalPath)).portal.disputes.withdraw({
		reference: theirs.reference
	});
	const { id } = other.account.customer;
	expect(await unitOfWork(other.inside, (unit) => caseEndsOf(unit, [id]))).not.toEqual([]);
	for (const scope of [ours.inside, await portalScopeOf(ours.account.portalPath)])
		expect(await unitOfWork(scope, (unit) => caseEndsOf(unit, [id]))).toEqual([]);
});

test('what another case contests all the same is not payable again', async () => {
	const invoice = await invoiceOf(ours);
	const found = await contest(ours, invoice);
	await buildDispute(ours.inside, invoice, { claimedMinor: 60_000n });
	await portal.withdraw({ reference: found.reference });
	expect(await toldOf(found.id)).toMatchObject({ ended: { again: { minor: '20000' } } });
});

test.each(['withdrawn', 'not_a_dispute'] as const)(
	'a case we close as %s tells the amount and the days too',
	async (to) => {
		const found = await contest(ours, await invoiceOf(ours));
		await unitOfWork(ours.desk.collector, (unit) =>
			closeDispute(unit, { disputeId: found.id, to, note: 'Vu au téléphone.' })
		);
		expect(await toldOf(found.id)).toMatchObject({
			ended: { again, quietUntil },
			message: 'Vu au téléphone.'
		});
	}
);

test('a double says what is asked for again, and gives the days of an end of ours', async () => {
	const invoice = await invoiceOf(ours);
	const [goesOn, found] = [await contest(ours, invoice), await contest(ours, invoice)];
	await unitOfWork(ours.desk.collector, (unit) =>
		closeDispute(unit, {
			...{ disputeId: found.id, to: 'duplicate', note: 'Déjà reçue.' },
			duplicateOf: goesOn.reference
		})
	);
	const told = await toldOf(found.id);
	expect(told).toMatchObject({ ended: { again, quietUntil }, duplicateOf: goesOn.reference });
	const { text } = await renderMail('dispute-update', 'fr', told as never);
	expect(text.replaceAll('\u00a0', ' ')).toContain('Elle ne porte pas sur 300,00 €');
	expect(text).toContain('Aucune relance à ce sujet jusqu’au');
	expect(await portal.show({ reference: found.reference })).toMatchObject({
		...{ quietUntil, closedWith: 'Déjà reçue.', disputable: [invoice.id], beside: [] }
	});
	expect(await portal.show({ reference: goesOn.reference })).toMatchObject({ closedWith: null });
});

test('a case says what another one contests of its invoice beside it', async () => {
	const invoice = await invoiceOf(ours);
	const [first, second] = [await contest(ours, invoice), await contest(ours, invoice)];
	expect((await portal.show({ reference: second.reference })).beside).toEqual([
		{ reference: first.reference, number: invoice.number, amount: money(30_000n, 'EUR') }
	]);
});

test('what the decision of another case refused is neither contested beside this one nor payable because it ends', async () => {
	const invoice = await invoiceOf(ours);
	const decided = await contest(ours, invoice);
	await callerFor(ours.desk.approver).desk.disputes.decide({
		...{ disputeId: decided.id, verdict: 'invalid', outcome: 'no_action' },
		explanation: 'Le tarif est au contrat.'
	} as never);
	const found = await buildDispute(ours.inside, invoice, { claimedMinor: 20_000n });
	expect((await portal.show({ reference: found.reference })).beside).toEqual([]);
	await unitOfWork(ours.desk.collector, (unit) =>
		closeDispute(unit, { disputeId: found.id, to: 'not_a_dispute', note: 'Sans suite.' })
	);
	expect(await toldOf(found.id)).toMatchObject({
		ended: { again: { minor: '20000', currency: 'EUR' }, quietUntil }
	});
});
