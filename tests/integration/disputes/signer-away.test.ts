import { beforeAll, expect, test } from 'vitest';
import type { DeskScope } from '$lib/server/auth/scope';
import { asOwner, useDatabase } from '../../support/database';
import {
	buildAssignment,
	buildDispute,
	buildInvoice,
	buildResolverLink,
	buildUser
} from '../../support/factories';
import { callerFor, deskScopeOf, resolverScopeOf } from '../../support/scopes';
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
	await signedBy(sophie);
	await callerFor(sophie).desk.absences.enter({
		...{ userId: sophie.user.id, substituteId: ours.users.approver.id, warned: '' },
		...{ fromOn: localDate('2026-03-03'), untilOn: localDate('2026-03-10') }
	});
});

/** The first level above 1,000, each other one above 500 more. */
const signedBy = (...levels: DeskScope[]) =>
	asOwner('update organisation set approval_rules = $2::jsonb where id = $1', [
		ours.inside.organisationId,
		JSON.stringify(
			levels.map(({ user }, level) => ({
				...{ category: null, claimType: null, approverId: user.id },
				aboveMinor: String(100_000 + level * 50_000)
			}))
		)
	]);

async function asked(acceptedMinor: bigint) {
	const invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 500_000n });
	const about = await buildDispute(ours.inside, invoice, {
		...{ claimedMinor: 300_000n, status: 'in_progress' }
	});
	const assigned = await buildAssignment(ours.inside, about, { resolverName: 'Karim Benali' });
	const { resolver } = callerFor(
		await resolverScopeOf(await buildResolverLink(ours.inside, assigned))
	);
	await resolver.disputes.answer({
		...{ verdict: 'customer_right', explanation: 'Vu au dépôt.', signedName: 'Karim Benali' },
		idempotencyKey: `answer-${about.id}`
	});
	await callerFor(ours.desk.collector).desk.disputes.decide({
		...{ disputeId: about.id, verdict: 'partly_valid', outcome: 'credit_partial' },
		...{ acceptedMinor, explanation: 'Le tarif de mars s’applique.' }
	});
	return about;
}
const requestOf = async (reference: string) =>
	(await callerFor(ours.desk.collector).desk.disputes.page({ reference })).approval.waiting!;

test('who is away reads why he signs nothing, until when, and who does', async () => {
	const about = await asked(150_000n);
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

test('whoever signs for a colleague reads it on the card, and what was said of the case', async () => {
	await signedBy(sophie);
	const { reference } = await asked(140_000n);
	const { rows } = await callerFor(ours.desk.approver).desk.disputes.approvals();
	expect(rows.find((row) => row.reference === reference)).toMatchObject({
		forName: 'Sophie',
		opinion: { by: 'Karim Benali', verdict: 'customer_right', words: 'Vu au dépôt.' }
	});
});

test('a substitute whom a later level names is kept for it: another colleague signs the level before', async () => {
	await signedBy(sophie, ours.desk.approver);
	const { id: disputeId, reference } = await asked(240_000n);
	const names = async () =>
		(await requestOf(reference)).waitsFor.map(({ name, awayUntil }) => [name, awayUntil]);
	expect(await names()).toEqual([[ours.users.admin.name, null]]);
	await callerFor(ours.desk.admin).desk.disputes.signApproval({
		...{ disputeId, requestId: (await requestOf(reference)).id, note: '', isReduced: false }
	});
	expect(await names()).toEqual([[ours.users.approver.name, null]]);
});

test('where every other one is kept too, it waits for whoever is away, and his levels stay theirs', async () => {
	await signedBy(sophie, ours.desk.approver, ours.desk.admin);
	const { reference } = await asked(240_000n);
	const [first, ...others] = (await requestOf(reference)).waitsFor;
	expect(first).toMatchObject({ name: 'Sophie', awayUntil: '2026-03-10' });
	expect(others).toEqual([]);
});
