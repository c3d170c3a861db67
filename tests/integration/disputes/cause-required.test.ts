import { beforeEach, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { statusOf } from './traces';

useDatabase();
let ours: Company;
let other: Company;
const desk = (of: Company = ours) => callerFor(of.desk.collector).desk;

beforeEach(async () => {
	if (!ours) ({ ours, other } = await buildWorld());
	await asks(ours, true);
});

/** As the administrator ticks it on the page of the reason. */
async function asks(of: Company, causeRequired: boolean) {
	const { reasons } = callerFor(of.desk.admin).desk;
	const { id } = (await reasons.list()).find(({ code }) => code === 'price_unit')!;
	const { settings, seen } = await reasons.show({ id });
	const labels = { fr: '', en: '', de: '', es: '', ...settings.labels };
	const suggestedTasks = { fr: '', en: '', de: '', es: '', ...settings.suggestedTasks };
	await reasons.change({
		...(settings as object),
		labels,
		suggestedTasks,
		causeRequired,
		id,
		seen
	} as never);
}

async function decided(of: Company, acceptedMinor = 0n) {
	const invoice = await buildInvoice(of.inside, of.account.customer, { totalMinor: 100_000n });
	const { id, reference } = await buildDispute(of.inside, invoice, { claimedMinor: 50_000n });
	await desk(of).disputes.decide({
		disputeId: id,
		...(acceptedMinor > 0n
			? { verdict: 'partly_valid', outcome: 'credit_partial', acceptedMinor }
			: { verdict: 'invalid', outcome: 'no_action' }),
		explanation: 'Le tarif de mars s’applique.'
	});
	return { id, reference };
}
const resolve = (disputeId: string, of: Company = ours) =>
	desk(of).disputes.resolve({ disputeId, creditNoteNumber: '' });
const name = (disputeId: string) =>
	desk().causes.set({ disputeId, stage: 'price_list', action: '', dueOn: '', isDone: false });

test('a decided case of such a reason is closed once its cause is noted, and its page says so', async () => {
	const { id, reference } = await decided(ours);
	await expect(resolve(id)).rejects.toMatchObject({ message: 'cause_required' });
	expect(await statusOf(id)).toBe('decided');
	expect(await desk().disputes.page({ reference })).toMatchObject({ lacksCause: true });
	expect(await name(id)).toEqual({ isClosed: false });
	expect(await desk().disputes.page({ reference })).toMatchObject({ lacksCause: false });
	await resolve(id);
	expect(await statusOf(id)).toBe('resolved');
});

test('a posted credit note does not close it either; the cause does, once', async () => {
	const { id } = await decided(ours, 20_000n);
	const [row] = await asOwner<{ id: string }>(
		'select id from credit_request where dispute_id = $1',
		[id]
	);
	await desk().credits.post({
		...{ requestId: row!.id, number: `AV-${id}`, on: localDate('2026-03-02') },
		amountMinor: 20_000n
	});
	expect(await statusOf(id)).not.toBe('resolved');
	expect(await name(id)).toEqual({ isClosed: true });
	expect(await statusOf(id)).toBe('resolved');
	expect(await name(id)).toEqual({ isClosed: false });
});

test('without the rule, and in another house, a case closes as before; it counts for running cases', async () => {
	const theirs = await decided(other);
	await resolve(theirs.id, other);
	expect(await statusOf(theirs.id)).toBe('resolved');
	const { id } = await decided(ours);
	await asks(ours, false);
	await resolve(id);
	expect(await statusOf(id)).toBe('resolved');
});
