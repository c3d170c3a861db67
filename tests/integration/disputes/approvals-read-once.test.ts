import pg from 'pg';
import { beforeAll, expect, test, vi } from 'vitest';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { approvalsOfMine } from '$lib/server/disputes/approvals-of-mine';
import { lapseRequests } from '$lib/server/disputes/lapse-requests';
import { sendDigests } from '$lib/server/disputes/send-digests';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, buildUser } from '../../support/factories';
import { callerFor, deskScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
	await asOwner('update organisation set approval_rules = $2::jsonb where id = $1', [
		ours.inside.organisationId,
		JSON.stringify([{ category: null, claimType: null, aboveMinor: '100000', approverId: null }])
	]);
	for (let reader = 0; reader < 3; reader++) {
		const fields = { role: 'approver' as const, email: `reader${reader}@m.test` };
		await daily(await buildUser(ours.inside, fields));
	}
});

const daily = (user: Awaited<ReturnType<typeof buildUser>>) =>
	callerFor(deskScopeOf(user, ours.inside)).desk.account.changeAlerts({ alerts: 'daily' });

async function ask(): Promise<void> {
	const invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 500_000n });
	const { id: disputeId } = await buildDispute(ours.inside, invoice, {
		...{ claimedMinor: 300_000n, status: 'in_progress' }
	});
	await callerFor(ours.desk.collector).desk.disputes.decide({
		...{ disputeId, verdict: 'partly_valid', outcome: 'credit_partial', acceptedMinor: 150_000n },
		explanation: 'Le tarif de mars s’applique.'
	});
}

const ofApprovals = (said: string): boolean => said.includes('"approval');

/** What is asked of the database meanwhile. */
async function statements(work: () => Promise<unknown>): Promise<string[]> {
	const query = vi.spyOn(pg.Client.prototype, 'query');
	try {
		await work();
		return query.mock.calls.map(([said]) =>
			typeof said === 'string' ? said : ((said as { text?: string }).text ?? '')
		);
	} finally {
		query.mockRestore();
	}
}

const mine = () => unitOfWork(ours.desk.approver, (unit) => approvalsOfMine(unit, 1));

test('six signatures are read with as many queries as two', async () => {
	for (let at = 0; at < 2; at++) await ask();
	const two = await statements(mine);
	const sweep = await statements(() => lapseRequests(ours.inside));
	for (let at = 0; at < 4; at++) await ask();
	const six = await statements(mine);
	expect((await mine()).rows).toHaveLength(6);
	expect(two.length).toBeGreaterThan(5);
	expect(six).toHaveLength(two.length);
	expect(await statements(() => lapseRequests(ours.inside))).toHaveLength(sweep.length);
});

test('what waits in the house is read once for all readers of a day, however many lines they get', async () => {
	setClock(new Date('2026-03-04T10:00:00Z'));
	const said = await statements(() => sendDigests(ours.inside));
	const readings = said.filter((one) => /from "approval_request"/.test(one));
	expect(readings).toHaveLength(1);
	const digests = await asOwner<{ facts: { waiting: unknown[] } }>(
		`select facts from delivery where mail = 'staff-digest' and organisation_id = $1`,
		[ours.inside.organisationId]
	);
	// Whoever reads single mails has what is near of his cases, and nothing that waits.
	const waiting = digests.map(({ facts }) => facts.waiting.length);
	expect(waiting.filter((lines) => lines > 0)).toEqual([6, 6, 6]);
	// The next day, with more in the house: not a query more of approvals for any of them.
	for (let at = 0; at < 3; at++) await ask();
	setClock(new Date('2026-03-05T10:00:00Z'));
	const next = await statements(() => sendDigests(ours.inside));
	expect(next.filter(ofApprovals)).toHaveLength(said.filter(ofApprovals).length);
});
