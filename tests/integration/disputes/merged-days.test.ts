import { beforeAll, beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { factsFor } from '$lib/server/dunning/facts';
import { factsAsOf } from '$lib/server/dunning/facts-as-of';
import { useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, type DisputeRow } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});
beforeEach(() => at('2026-03-02'));

const at = (day: string) => setClock(new Date(`${day}T09:00:00Z`));
const invoice = () => buildInvoice(ours.inside, ours.account.customer, { totalMinor: 100_000n });
const contested = (of: Awaited<ReturnType<typeof invoice>>) =>
	buildDispute(ours.inside, of, { claimedMinor: 20_000n });
const desk = () => callerFor(ours.desk.collector).desk;
async function merge(from: DisputeRow, into: DisputeRow) {
	const of = { reference: into.reference, from: from.reference };
	const shown = await desk().disputes.mergePlan(of);
	await desk().disputes.merge({
		...{ ...of, note: '', counted: 'besides' },
		...{ seen: shown.from.version, seenInto: shown.into.version }
	});
}
const blocked = async ({ reference }: DisputeRow) =>
	(await desk().disputes.page({ reference })).blockedDays;
const customerIds = () => [ours.account.customer.id];
/** As the engine reads it, and as whoever looks back does. */
async function disputedSince(invoiceId: string, day = '2026-03-31') {
	const look = { day: day as never, at: new Date(`${day}T09:00:00Z`), hours: false };
	const [now] = await unitOfWork(ours.inside, (unit) =>
		factsFor(unit, { customerIds: customerIds() })
	);
	const [then] = await unitOfWork(ours.inside, (unit) => factsAsOf(unit, customerIds(), look));
	return [now!, then!].map(
		({ facts }) => facts.openItems.find((item) => item.invoiceId === invoiceId)?.disputedSince
	);
}

test('what came over counts from the day of its own case, older or younger than the one it went into', async () => {
	const [first, second] = [await invoice(), await invoice()];
	const older = await contested(first);
	at('2026-03-12');
	const younger = await contested(second);
	at('2026-03-20');
	await merge(older, younger);
	at('2026-03-31');
	expect(await disputedSince(first.id)).toEqual(['2026-03-02', '2026-03-02']);
	expect(await disputedSince(second.id)).toEqual(['2026-03-12', '2026-03-12']);
	expect(await blocked(younger)).toBe(29);
});

test('the other way round the amount that came over is the younger one', async () => {
	const [first, second] = [await invoice(), await invoice()];
	const older = await contested(first);
	at('2026-03-12');
	const younger = await contested(second);
	at('2026-03-20');
	await merge(younger, older);
	at('2026-03-31');
	expect(await disputedSince(first.id)).toEqual(['2026-03-02', '2026-03-02']);
	expect(await disputedSince(second.id)).toEqual(['2026-03-12', '2026-03-12']);
	expect(await blocked(older)).toBe(29);
});

test('through a case that went into another one itself, and under a reason put right since', async () => {
	const [first, second, third] = [await invoice(), await invoice(), await invoice()];
	const oldest = await contested(first);
	at('2026-03-05');
	const middle = await contested(second);
	at('2026-03-12');
	const last = await contested(third);
	at('2026-03-16');
	await merge(oldest, middle);
	at('2026-03-20');
	await merge(middle, last);
	at('2026-03-24');
	// Its items are others from then on: such a reason holds the whole invoice.
	await desk().disputes.changeReason({
		disputeId: last.id,
		reasonCode: 'order_reference',
		note: ''
	});
	at('2026-03-31');
	expect(await disputedSince(first.id)).toEqual(['2026-03-02', '2026-03-02']);
	expect(await disputedSince(second.id)).toEqual(['2026-03-05', '2026-03-05']);
	expect(await disputedSince(third.id)).toEqual(['2026-03-12', '2026-03-12']);
	expect(await blocked(last)).toBe(29);
});

test('what was taken out of a case is contested there no longer, what was put in from that day on', async () => {
	const [first, second] = [await invoice(), await invoice()];
	const portal = callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes;
	const said = (invoiceId: string) => ({
		items: [{ invoiceId, claimedMinor: 20_000n }],
		...{ reasonCode: 'price_unit', explanation: 'Le prix convenu était plus bas.' },
		...{ idempotencyKey: uuidv7(), language: 'fr' as const }
	});
	const { reference, disputeId } = await portal.open(said(first.id));
	const changed = { reference, id: disputeId } as DisputeRow;
	at('2026-03-05');
	await portal.amend({ ...said(second.id), reference });
	at('2026-03-10');
	const younger = await contested(first);
	at('2026-03-20');
	await merge(changed, younger);
	at('2026-03-31');
	expect(await disputedSince(first.id)).toEqual(['2026-03-10', '2026-03-10']);
	expect(await disputedSince(second.id)).toEqual(['2026-03-05', '2026-03-05']);
});
