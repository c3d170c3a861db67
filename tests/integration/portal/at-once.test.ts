import { beforeAll, expect, it } from 'vitest';
import { MOST_AT_ONCE } from '$lib/domain/receivables/at-once';
import { localDate } from '$lib/domain/calendar';
import { useDatabase } from '../../support/database';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { debtorOf, LATE } from './debtor';

useDatabase();

const MANY = 210;
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

async function debtor() {
	const { portal, invoices } = await debtorOf(ours, Array<string>(MANY).fill(LATE));
	return { portal, ids: invoices.map(({ id }) => id) };
}
const tooMany = Array.from(
	{ length: MOST_AT_ONCE + 1 },
	(_, place) => `01890000-0000-7000-8000-${String(place).padStart(12, '0')}`
);

it('everything of a large account is contested in one case, and its lines are looked at', async () => {
	const { portal, ids } = await debtor();
	expect(Array.isArray(await portal.disputes.lines({ invoiceIds: ids }))).toBe(true);
	const { reference } = await portal.disputes.open({
		...{ items: ids.map((invoiceId) => ({ invoiceId })), reasonCode: 'other', language: 'fr' },
		...{ explanation: 'Rien de tout cela', requestedOutcome: 'OTH', idempotencyKey: 'all-of-it' }
	} as never);
	expect(reference).toMatch(/^LIT-/);
	expect((await portal.promises.form()).invoices).toEqual([]);
});

it('everything of a large account is promised for one day', async () => {
	const { portal, ids } = await debtor();
	const made = await portal.promises.make({
		...{ invoiceIds: ids, days: [localDate('2026-03-13')], language: 'fr' },
		idempotencyKey: 'all-promised'
	});
	expect(made.decided).toBe(true);
	expect((await portal.customers.account()).overdue).toEqual([]);
});

it('more than one form is about is refused with the number, of nobody’s invoices too', async () => {
	const { portal } = callerFor(await portalScopeOf(other.account.portalPath));
	const refusal = (work: Promise<unknown>) =>
		work.then(
			() => null,
			({ cause }: { cause: unknown }) => cause
		);
	const words = {
		code: 'too_many_at_once',
		details: { max: String(MOST_AT_ONCE) },
		field: 'invoice'
	};
	const day = localDate('2026-03-13');
	const language = 'fr' as const;
	for (const work of [
		() =>
			portal.promises.make({
				...{ invoiceIds: tooMany, days: [day], language, idempotencyKey: 'many-promised' }
			}),
		() =>
			portal.disputes.open({
				...{ items: tooMany.map((invoiceId) => ({ invoiceId })), reasonCode: 'other', language },
				...{ explanation: 'Non', requestedOutcome: 'OTH', idempotencyKey: 'many-contested' }
			} as never),
		() =>
			portal.payments.claim({
				...{ invoiceIds: tooMany, paidOn: localDate('2026-03-02'), currency: 'EUR', language },
				idempotencyKey: 'many-claimed'
			} as never),
		() =>
			portal.disputes.answer({
				...{ invoiceIds: tooMany, reasonCode: 'invoice_not_received', language },
				idempotencyKey: 'many-not-received'
			})
	])
		expect(await refusal(work())).toMatchObject(words);
});
