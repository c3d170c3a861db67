import { beforeAll, expect, test } from 'vitest';
import type { LocalDate } from '$lib/domain/calendar';
import { unitOfWork } from '$lib/server/db/client';
import { closeDispute } from '$lib/server/disputes/close-dispute';
import { quietPeriodFromToday } from '$lib/server/disputes/quiet-period';
import { useDatabase } from '../../support/database';
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
const again = { minor: '30000', currency: 'EUR' };

test('what is withdrawn is told with its amount and the last day nobody asks for it', async () => {
	const found = await contest(ours, await invoiceOf(ours));
	const before = await portal.show({ reference: found.reference });
	expect(before.withdrawal).toEqual({ quietUntil });
	await portal.withdraw({ reference: found.reference });
	expect(await toldOf(found.id)).toMatchObject({ ended: { again, quietUntil } });
	expect((await portal.show({ reference: found.reference })).quietUntil).toBe(quietUntil);
});

test('a second dispute of the same invoice that is withdrawn buys no days, and nobody says it does', async () => {
	const invoice = await invoiceOf(ours);
	const first = await contest(ours, invoice);
	await portal.withdraw({ reference: first.reference });
	const second = await contest(ours, invoice);
	expect((await portal.show({ reference: second.reference })).withdrawal).toEqual({
		quietUntil: null
	});
	await portal.withdraw({ reference: second.reference });
	expect(await toldOf(second.id)).toMatchObject({ ended: { again, quietUntil: null } });
	expect((await portal.show({ reference: second.reference })).quietUntil).toBe(null);
	// What the first bought is not taken away.
	expect((await portal.show({ reference: first.reference })).quietUntil).toBe(quietUntil);
});

test('a case of another company about an invoice withdrawn there changes nothing here', async () => {
	const theirs = await contest(other, await invoiceOf(other));
	await callerFor(await portalScopeOf(other.account.portalPath)).portal.disputes.withdraw({
		reference: theirs.reference
	});
	const found = await contest(ours, await invoiceOf(ours));
	expect((await portal.show({ reference: found.reference })).withdrawal).toEqual({ quietUntil });
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

test('a double leads to the other case, and promises nothing of its own', async () => {
	const found = await contest(ours, await invoiceOf(ours));
	await unitOfWork(ours.desk.collector, (unit) =>
		closeDispute(unit, { disputeId: found.id, to: 'duplicate', note: 'Déjà reçue.' })
	);
	expect(await toldOf(found.id)).not.toHaveProperty('ended');
	expect((await portal.show({ reference: found.reference })).quietUntil).toBe(null);
});
