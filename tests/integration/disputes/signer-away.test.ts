import { beforeAll, expect, test } from 'vitest';
import type { DeskScope } from '$lib/server/auth/scope';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, buildUser } from '../../support/factories';
import { callerFor, deskScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { localDate } from '$lib/domain/calendar';

useDatabase();
let ours: Company;
/** Named by the rule, and away. */
let sophie: DeskScope;

beforeAll(async () => {
	({ ours } = await buildWorld());
	const user = await buildUser(ours.inside, {
		role: 'approver',
		name: 'Sophie',
		email: 's@m.test'
	});
	sophie = deskScopeOf(user, ours.inside);
	const rules = [
		{ category: null, claimType: null, aboveMinor: '100000', approverId: sophie.user.id }
	];
	await asOwner('update organisation set approval_rules = $2::jsonb where id = $1', [
		ours.inside.organisationId,
		JSON.stringify(rules)
	]);
	await callerFor(sophie).desk.absences.enter({
		...{ userId: sophie.user.id, substituteId: ours.users.approver.id, warned: '' },
		...{ fromOn: localDate('2026-03-03'), untilOn: localDate('2026-03-10') }
	});
});

test('who is away reads why he signs nothing, until when, and who does', async () => {
	const invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 500_000n });
	const about = await buildDispute(ours.inside, invoice, {
		...{ claimedMinor: 300_000n, status: 'in_progress' }
	});
	await callerFor(ours.desk.collector).desk.disputes.decide({
		...{ disputeId: about.id, verdict: 'partly_valid', outcome: 'credit_partial' },
		...{ acceptedMinor: 150_000n, explanation: 'Le tarif de mars s’applique.' }
	});
	const waiting = async (of: DeskScope) =>
		(await callerFor(of).desk.disputes.page({ reference: about.reference })).approval.waiting;
	expect(await waiting(sophie)).toMatchObject({ maySign: false, awayUntil: '2026-03-10' });
	expect(await waiting(ours.desk.approver)).toMatchObject({ maySign: true, awayUntil: null });
	expect(await waiting(ours.desk.collector)).toMatchObject({ maySign: false, awayUntil: null });
	expect((await callerFor(sophie).desk.disputes.approvals()).away).toEqual({
		...{ until: '2026-03-10', standIn: ours.users.approver.name }
	});
	expect((await callerFor(ours.desk.approver).desk.disputes.approvals()).away).toBeNull();
});
