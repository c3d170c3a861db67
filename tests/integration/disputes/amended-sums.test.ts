import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { localDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { unitOfWork } from '$lib/server/db/client';
import { activeClaims } from '$lib/server/disputes/queries';
import { planDunning } from '$lib/server/dunning/plan-dunning';
import { asAppError } from '$lib/server/trpc/errors';
import { useDatabase } from '../../support/database';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildPortalLink,
	type InvoiceRow
} from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});

const TOTAL = 100_000n;
/** One thing somebody does; `of` picks the case, the amounts are claimed of the two invoices (0: not at all). */
const step = fc.record({
	what: fc.constantFrom('open', 'amend', 'amend', 'amend', 'withdraw', 'decide'),
	of: fc.nat({ max: 2 }),
	amounts: fc.tuple(
		fc.bigInt({ min: 0n, max: TOTAL + 1n }),
		fc.bigInt({ min: 0n, max: TOTAL + 1n })
	),
	whole: fc.boolean()
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

test('whatever is opened, amended, withdrawn and decided: no invoice is contested beyond what is open, and what is not contested is asked for', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 7 }), async (steps) => {
			const account = await accountOf();
			const cases: { disputeId: string; reference: string }[] = [];
			for (const one of steps) {
				await take(account, cases, one).catch(refusedOnly);
				await check(account);
			}
		}),
		{ numRuns: 12 }
	);
}, 240_000);

async function accountOf() {
	const customer = await buildCustomer(ours.inside, {});
	const contact = await buildContact(ours.inside, customer, { role: 'collections' });
	const late = { dueOn: localDate('2026-02-21'), totalMinor: TOTAL };
	const invoices = [
		await buildInvoice(ours.inside, customer, late),
		await buildInvoice(ours.inside, customer, late)
	] as const;
	const { portal } = callerFor(await portalScopeOf(await buildPortalLink(ours.inside, contact)));
	return { customerId: customer.id, invoices, portal: portal.disputes };
}
type Account = Awaited<ReturnType<typeof accountOf>>;

async function take(
	{ portal, invoices }: Account,
	cases: { disputeId: string; reference: string }[],
	{ what, of, amounts, whole }: Step
): Promise<void> {
	const items = itemsOf(invoices, amounts, whole);
	const said = {
		items,
		reasonCode: 'price_unit',
		explanation: 'Le prix convenu était plus bas.',
		idempotencyKey: `key-${uuidv7()}`
	};
	if (what === 'open') return void cases.push(await portal.open({ ...said, language: 'fr' }));
	const about = cases[of % Math.max(1, cases.length)];
	if (!about) return;
	const { reference, disputeId } = about;
	if (what === 'amend') return void (await portal.amend({ ...said, reference }));
	if (what === 'withdraw') return portal.withdraw({ reference });
	await callerFor(ours.desk.approver).desk.disputes.decide({
		disputeId,
		verdict: 'invalid',
		outcome: 'no_action',
		explanation: 'Le tarif signé est celui de la facture.'
	});
}

const itemsOf = (
	invoices: readonly InvoiceRow[],
	amounts: readonly bigint[],
	whole: boolean
): { invoiceId: string; claimedMinor?: bigint }[] =>
	invoices.flatMap(({ id }, place) => {
		if (amounts[place] === 0n) return [];
		return whole ? [{ invoiceId: id }] : [{ invoiceId: id, claimedMinor: amounts[place]! }];
	});

/** A refusal is an answer; anything else is a fault. */
function refusedOnly(thrown: unknown): void {
	const refused = asAppError(thrown);
	expect(refused).toBeInstanceOf(AppError);
	expect(refused.code).not.toBe('unavailable');
}

async function check({ customerId, invoices }: Account): Promise<void> {
	await unitOfWork(ours.inside, async (unit) => {
		const claims = await activeClaims(unit, { customerId });
		const sum = (of: typeof claims) =>
			of.reduce((total, { claimedMinor }) => total + claimedMinor, 0n);
		for (const { id } of invoices)
			expect(sum(claims.filter(({ invoiceId }) => invoiceId === id))).toBeLessThanOrEqual(TOTAL);
		const [plan] = await planDunning(unit, { customerIds: [customerId] });
		const minor = (amounts: readonly { minor: bigint }[]) =>
			amounts.reduce((total, amount) => total + amount.minor, 0n);
		const { collectible, disputed, items } = plan!.decision;
		expect(minor(disputed)).toBe(sum(claims));
		// What was taken back rests a few days before it is asked for again.
		const quiet = items.reduce((total, { quietMinor = 0n }) => total + quietMinor, 0n);
		expect(minor(collectible) + sum(claims) + quiet).toBe(2n * TOTAL);
	});
}
