import { beforeAll, expect, it } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { debtorOf, type Debtor } from './debtor';

useDatabase();

let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});

const TOO_FAR = addDays(localDate('2026-03-03'), 45);

const askedHere = ({ invoice, portal }: Debtor) =>
	portal.promises.make({
		...{ invoiceIds: [invoice.id], days: [TOO_FAR], note: 'Notre client nous paie en avril' },
		...{ language: 'fr', idempotencyKey: `wish-${invoice.id}` }
	});

const askedOnPhone = ({ invoice, customer }: Debtor) =>
	callerFor(ours.desk.collector).desk.promises.make({
		...{ customerId: customer.id, items: [{ invoiceId: invoice.id, amountMinor: 100_000n }] },
		...{ dueOn: TOO_FAR, source: 'phone', idempotencyKey: `call-${invoice.id}` }
	});

async function decided(
	ask: (who: Debtor) => Promise<{ promiseId: string }>,
	verdict: 'approved' | 'refused'
) {
	const who = await debtorOf(ours);
	const { promiseId } = await ask(who);
	const { promises } = callerFor(ours.desk.approver).desk;
	await promises.decide({ promiseId, verdict, note: 'Mauvais payeur, dernière fois' });
	return who.portal.promises.made({ promiseId });
}

it('what was written to whoever asked through his link is read there too', async () => {
	expect(await decided(askedHere, 'approved')).toMatchObject({
		agreed: { note: 'Mauvais payeur, dernière fois' }
	});
	expect(await decided(askedHere, 'refused')).toMatchObject({
		refusal: 'Mauvais payeur, dernière fois'
	});
});

it('what a colleague noted about a date asked for by telephone was mailed to nobody, and stays inside', async () => {
	const { agreed } = await decided(askedOnPhone, 'approved');
	expect(agreed).toEqual({ on: '2026-03-03', note: '' });
	expect(await decided(askedOnPhone, 'refused')).toMatchObject({
		...{ standing: 'refused', refusal: '' }
	});
});

it('a form cannot pass its promise off as an offer of ours, under whose key its own note is not shown', async () => {
	const { portal, invoice } = await debtorOf(ours);
	const asked = {
		...{ invoiceIds: [invoice.id], days: [TOO_FAR], note: 'Notre client nous paie en avril' },
		...{ language: 'fr' as const }
	};
	await expect(
		portal.promises.make({ ...asked, idempotencyKey: `proposal:${invoice.id}` })
	).rejects.toMatchObject({ code: 'BAD_REQUEST' });
	const { promiseId } = await portal.promises.make({ ...asked, idempotencyKey: invoice.id });
	expect((await portal.promises.made({ promiseId })).note).toBe('Notre client nous paie en avril');
});
