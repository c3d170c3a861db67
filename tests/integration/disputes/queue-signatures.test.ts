import { beforeAll, expect, test } from 'vitest';
import type { DeskScope } from '$lib/server/auth/scope';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	await asOwner('update organisation set approval_rules = $1::jsonb', [
		JSON.stringify([
			{ category: null, claimType: null, aboveMinor: '100000', approverId: ours.users.approver.id }
		])
	]);
});

const disputes = (of: DeskScope) => callerFor(of).desk.disputes;
const awaiting = (of: DeskScope) => disputes(of).queue({ view: 'signature' });

test('whoever looks at the queue sees which cases wait for a signature, and whose turn it is', async () => {
	const invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 500_000n });
	const { id: disputeId, reference } = await buildDispute(ours.inside, invoice, {
		...{ claimedMinor: 300_000n, status: 'in_progress' }
	});
	const collector = ours.desk.collector;
	expect((await awaiting(collector)).total).toBe(0);
	await disputes(collector).decide({
		...{ disputeId, verdict: 'partly_valid', outcome: 'credit_partial' },
		...{ acceptedMinor: 150_000n, explanation: 'Le tarif de mars.' }
	});
	const { rows, total, views } = await awaiting(collector);
	expect({ total, counted: views.signature }).toEqual({ total: 1, counted: 1 });
	const by = [ours.users.approver.name];
	expect(rows).toMatchObject([{ reference, signature: { isAsked: false, by } }]);

	const [request] = (await disputes(ours.desk.approver).approvals()).rows;
	const on = { disputeId, requestId: request!.request.id };
	await disputes(ours.desk.approver).askBeforeApproval({ ...on, note: 'Qui a promis ?' });
	expect((await awaiting(collector)).rows).toMatchObject([
		{ reference, signature: { isAsked: true, by: [collector.user.name] } }
	]);

	expect((await awaiting(other.desk.collector)).total).toBe(0);
	const open = await disputes(collector).queue({});
	expect(open.rows.filter(({ signature }) => signature)).toHaveLength(1);

	await disputes(ours.desk.approver).refuseApproval({ ...on, note: 'Sans preuve.' });
	expect((await awaiting(collector)).total).toBe(0);
});

test('what is over is counted where it is looked at', async () => {
	await buildDispute(ours.inside, await buildInvoice(ours.inside, ours.account.customer), {
		status: 'resolved'
	});
	expect((await disputes(ours.desk.collector).queue({})).views.closed).toBeNull();
	const { views, total } = await disputes(ours.desk.collector).queue({ view: 'closed' });
	expect(views.closed).toBe(total);
	expect(total).toBeGreaterThan(0);
});
