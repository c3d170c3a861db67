import { beforeAll, beforeEach, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { activeClaims } from '$lib/server/disputes/queries';
import { TEST_INSTANT, asOwner, useDatabase } from '../../support/database';
import {
	buildAssignment,
	buildContact,
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildPayment,
	buildPortalLink,
	buildResolverLink
} from '../../support/factories';
import { callerFor, portalScopeOf, resolverScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { mailsAbout } from './traces';

useDatabase();
let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});
beforeEach(() => setClock(TEST_INSTANT));

/** A case about 600 of an invoice of 1,000, with everybody who reads it. */
async function contested() {
	const customer = await buildCustomer(ours.inside);
	const contact = await buildContact(ours.inside, customer);
	const invoice = await buildInvoice(ours.inside, customer, { totalMinor: 100_000n });
	const about = await buildDispute(ours.inside, invoice, {
		claimedMinor: 60_000n,
		status: 'in_progress',
		raisedByEmail: contact.email,
		raisedByContactId: contact.id
	});
	const assigned = await buildAssignment(ours.inside, about);
	const { portal } = callerFor(await portalScopeOf(await buildPortalLink(ours.inside, contact)));
	const { resolver } = callerFor(
		await resolverScopeOf(await buildResolverLink(ours.inside, assigned))
	);
	const { desk } = callerFor(ours.desk.approver);
	return { ...{ customer, invoice, about, portal, resolver, desk }, ...stepsOf(about.id) };
}
type Room = Awaited<ReturnType<typeof contested>>;

function stepsOf(disputeId: string) {
	const { disputes } = callerFor(ours.desk.approver).desk;
	return {
		decide: (acceptedMinor: bigint, verdict: 'invalid' | 'partly_valid' | 'valid') =>
			disputes.decide({
				disputeId,
				verdict,
				outcome: { invalid: 'no_action', partly_valid: 'credit_partial', valid: 'credit_full' }[
					verdict
				] as never,
				...(verdict === 'partly_valid' && { acceptedMinor }),
				explanation: 'Vu avec le dépôt.'
			}),
		resolve: (creditNoteNumber: string) => disputes.resolve({ disputeId, creditNoteNumber }),
		reopen: () => disputes.reopen({ disputeId, note: 'Vous contestez le reste.' })
	};
}

/** What each of them reads, in cents. */
async function read({ about, invoice, portal, resolver, desk, customer }: Room) {
	const tracker = await portal.disputes.show({ reference: about.reference });
	const account = await portal.customers.account({});
	const row = account.cases.find(({ id }) => id === about.id)!;
	const statement = await portal.statement.page();
	const staff = await desk.disputes.page({ reference: about.reference });
	const asked = await resolver.disputes.page();
	const claims = await unitOfWork(ours.inside, (unit) =>
		activeClaims(unit, { customerId: customer.id })
	);
	const [history] = (await portal.invoices.show({ invoiceId: invoice.id })).history;
	return {
		decision: [
			tracker.decision?.accepted.minor ?? null,
			row.decision?.accepted.minor ?? null,
			staff.resolution?.acceptedMinor ?? null,
			asked.decision?.acceptedMinor ?? null
		],
		accepted: [
			tracker.items[0]!.acceptedMinor,
			staff.items[0]!.acceptedMinor,
			history!.acceptedMinor
		],
		dueAgain: sameOf(tracker.dueAgain?.minor ?? null, account.refused[0]?.minor ?? null),
		onHold: [
			tracker.onHold.minor,
			// Contested, and what is payable again: nobody reminds of either before the case is closed.
			[...account.disputed, ...account.refused].reduce((sum, { minor }) => sum + minor, 0n),
			account.cases.length && row.status !== 'resolved' ? row.claimed[0]!.minor : 0n,
			// Its row says what is still contested; what was refused of it stands with the invoice.
			account.refused.reduce(
				(sum, { minor }) => sum + minor,
				statement.cases[0]?.claimed[0]?.minor ?? 0n
			),
			claims.reduce((sum, { claimedMinor }) => sum + claimedMinor, 0n)
		],
		due: [tracker.stillDue.minor, staff.items[0]!.dueMinor],
		creditedBefore: tracker.decision?.creditedBefore?.minor ?? null,
		toDecide: row.status === 'resolved' ? null : [staff.toDecide.minor, asked.claimed.minor]
	};
}

/** Two pages that say one figure. */
function sameOf(one: bigint | null, other: bigint | null): bigint | null {
	expect(other).toBe(one);
	return one;
}

const none = (times: number) => Array.from({ length: times }, () => null);
const all = (minor: bigint, times: number) => Array.from({ length: times }, () => minor);

const lastDecided = async (id: string) => {
	const mail = (await mailsAbout(id)).findLast(({ mail }) => mail === 'dispute-decided')!;
	const { claimed, accepted } = mail.facts as Record<string, { minor: string }>;
	return [BigInt(claimed!.minor), BigInt(accepted!.minor)];
};

test('refused, opened again, credited in part, opened again, credited: every page says the same', async () => {
	const room = await contested();
	const { about, decide, resolve, reopen } = room;
	const undecided = { decision: none(4), dueAgain: null, creditedBefore: null };

	expect(await read(room)).toEqual({
		...undecided,
		accepted: none(3),
		onHold: all(60_000n, 5),
		due: all(40_000n, 2),
		toDecide: all(60_000n, 2)
	});

	await decide(0n, 'invalid');
	expect(await read(room)).toMatchObject({
		decision: all(0n, 4),
		dueAgain: 60_000n,
		due: all(100_000n, 2),
		onHold: all(60_000n, 5)
	});
	expect(await lastDecided(about.id)).toEqual([60_000n, 0n]);

	await reopen();
	expect(await read(room)).toEqual({
		...undecided,
		accepted: none(3),
		onHold: all(60_000n, 5),
		due: all(40_000n, 2),
		toDecide: all(60_000n, 2)
	});

	await decide(50_000n, 'partly_valid');
	expect(await read(room)).toMatchObject({
		decision: all(50_000n, 4),
		accepted: all(50_000n, 3),
		dueAgain: 10_000n,
		due: all(50_000n, 2),
		creditedBefore: null
	});
	expect(await lastDecided(about.id)).toEqual([60_000n, 50_000n]);
	await resolve(`AV-A-${about.reference}`);
	expect(await read(room)).toMatchObject({
		decision: all(50_000n, 4),
		dueAgain: null,
		onHold: all(0n, 5),
		due: all(50_000n, 2),
		creditedBefore: null
	});

	await reopen();
	expect(await read(room)).toEqual({
		...undecided,
		accepted: all(50_000n, 3),
		onHold: all(10_000n, 5),
		due: all(40_000n, 2),
		toDecide: all(10_000n, 2)
	});

	await decide(10_000n, 'valid');
	expect(await read(room)).toMatchObject({
		decision: all(10_000n, 4),
		accepted: all(60_000n, 3),
		dueAgain: null,
		due: all(40_000n, 2),
		creditedBefore: 50_000n,
		toDecide: all(10_000n, 2)
	});
	expect(await lastDecided(about.id)).toEqual([10_000n, 10_000n]);
	await resolve(`AV-B-${about.reference}`);
	expect(await read(room)).toMatchObject({
		decision: all(10_000n, 4),
		accepted: all(60_000n, 3),
		onHold: all(0n, 5),
		due: all(40_000n, 2),
		creditedBefore: 50_000n
	});
});

test('an acceptance that was opened again before it was credited accepts nothing', async () => {
	const room = await contested();
	await room.decide(20_000n, 'partly_valid');
	await room.reopen();
	expect(await read(room)).toMatchObject({
		decision: none(4),
		accepted: none(3),
		onHold: all(60_000n, 5),
		toDecide: all(60_000n, 2)
	});
});

test('a case opened again before its new day was written down has one all the same, for everybody', async () => {
	const { about, portal, desk, decide, reopen } = await contested();
	await decide(0n, 'invalid');
	setClock(new Date('2026-03-23T09:00:00Z'));
	await reopen();
	await asOwner('delete from dispute_commitment where dispute_id = $1', [about.id]);
	const { tracker } = await portal.disputes.show({ reference: about.reference });
	expect(tracker).toMatchObject({ late: false });
	expect(tracker.answerDueOn > '2026-03-23').toBe(true);
	const page = await desk.disputes.page({ reference: about.reference });
	const queue = await desk.disputes.queue({});
	expect([
		page.answerDueOn,
		queue.rows.find(({ reference }) => reference === about.reference)!.answerDueOn
	]).toEqual([tracker.answerDueOn, tracker.answerDueOn]);
});

test('what was paid of the contested part is not said to rest, nor due again', async () => {
	const room = await contested();
	await buildPayment(ours.inside, room.invoice, 70_000n);
	expect((await read(room)).onHold.slice(0, 4)).toEqual(all(30_000n, 4));
	await room.decide(0n, 'invalid');
	expect(await read(room)).toMatchObject({ dueAgain: 30_000n, due: all(30_000n, 2) });
	expect(
		await asOwner('select 1 from resolution where dispute_id = $1', [room.about.id])
	).toHaveLength(1);
});

test('what a colleague may give alone is said with what earlier credits took of it', async () => {
	const { about, desk, decide, resolve, reopen } = await contested();
	const said = async () => {
		const { approval } = await desk.disputes.page({ reference: about.reference });
		const { limit, spent } = approval;
		return [limit?.minor, spent && [spent.whole.minor, spent.amount.minor]];
	};
	await asOwner(
		`update organisation set approval_rules = '[{"category":null,"claimType":null,"aboveMinor":"50000","approverId":null}]'`
	);
	try {
		expect(await said()).toEqual([50_000n, null]);
		await decide(20_000n, 'partly_valid');
		await resolve('AV-2026-777');
		await reopen();
		expect(await said()).toEqual([30_000n, [50_000n, 20_000n]]);
	} finally {
		await asOwner(`update organisation set approval_rules = '[]'`);
	}
});
