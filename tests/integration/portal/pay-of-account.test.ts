import { beforeAll, expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { useDatabase } from '../../support/database';
import { buildCredit, buildHold } from '../../support/factories';
import { buildWorld, type Company } from '../../support/world';
import { debtorOf, LATE } from './debtor';

useDatabase();

let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});

async function debtor() {
	const { customer, portal, invoices } = await debtorOf(ours, [LATE, '2026-03-05']);
	const toPay = async () => {
		const { what, transfers } = await portal.payments.form({ invoiceIds: [] });
		return { what, ids: transfers.flatMap(({ invoices: paid }) => paid.map(({ id }) => id)) };
	};
	return { customer, portal, toPay, late: invoices[0]!, soon: invoices[1]! };
}

const promised = ({ portal, late }: Awaited<ReturnType<typeof debtor>>) =>
	portal.promises.make({
		...{ invoiceIds: [late.id], days: [localDate('2026-03-11')], language: 'fr' as const },
		idempotencyKey: `late-${late.id}`
	});

it('beside a promise, what falls due is offered, also while nobody reminds of it', async () => {
	const who = await debtor();
	await buildHold(ours.inside, who.customer, { kind: 'customer_in_dispute' });
	await promised(who);
	expect(await who.toPay()).toEqual({ what: 'resting', ids: [who.soon.id] });
});

it('what is said to be paid is not offered again', async () => {
	const who = await debtor();
	await buildHold(ours.inside, who.customer, {
		...{ kind: 'payment_announced', invoiceId: who.soon.id, untilOn: localDate('2026-03-10') }
	});
	await promised(who);
	expect((await who.toPay()).ids).toEqual([]);
	const { transfers } = await who.portal.payments.form({ invoiceIds: [who.soon.id] });
	expect(transfers).toHaveLength(1);
});

it('what was received and settles nothing yet is taken off what falls due, as on the account', async () => {
	const { customer, portal } = await debtorOf(ours, ['2026-03-20', '2026-03-27']);
	await buildCredit(ours.inside, customer, 30_000n);
	const { transfers, what } = await portal.payments.form({ invoiceIds: [] });
	expect(what).toBe('upcoming');
	expect(transfers).toMatchObject([{ amountMinor: 170_000n, deductedMinor: 30_000n, count: 2 }]);
	expect((await portal.customers.account()).upcoming).toEqual([
		{ minor: 170_000n, currency: 'EUR' }
	]);
});

it('what is left of an invoice beside what is said to be paid, and was received already, is not asked for again', async () => {
	const { customer, portal, invoice } = await debtorOf(ours, ['2026-03-20']);
	await portal.payments.claim({
		...{ invoiceIds: [invoice.id], paidOn: localDate('2026-03-02'), amountMinor: 70_000n },
		...{ currency: 'EUR', language: 'fr', idempotencyKey: `said-${invoice.id}` }
	});
	await buildCredit(ours.inside, customer, 30_000n);
	expect((await portal.customers.account()).upcoming).toEqual([
		{ minor: 70_000n, currency: 'EUR' }
	]);
	expect((await portal.payments.form({ invoiceIds: [] })).transfers).toEqual([]);
});

it('while nobody reminds of it, what falls due is offered without what was received', async () => {
	const { customer, portal } = await debtorOf(ours, ['2026-03-20']);
	await buildHold(ours.inside, customer, { kind: 'customer_in_dispute' });
	await buildCredit(ours.inside, customer, 20_000n);
	expect((await portal.customers.account()).upcoming).toEqual([
		{ minor: 80_000n, currency: 'EUR' }
	]);
	expect((await portal.payments.form({ invoiceIds: [] })).transfers).toMatchObject([
		{ amountMinor: 80_000n, deductedMinor: 20_000n }
	]);
});
