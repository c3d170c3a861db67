import { beforeEach, expect, test } from 'vitest';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeEach(async () => {
	if (!ours) ({ ours, other } = await buildWorld());
});

const settings = (company = ours) => callerFor(company.desk.admin).desk.settings;
const EVERYTHING = { category: null, claimType: null, approverId: null };
const save = async (rules: object[], seen?: string) =>
	settings().changeApprovalRules({
		rules: rules.map((rule) => ({ ...EVERYTHING, ...rule })) as never,
		seen: seen ?? (await settings().approvals()).seen
	});
const faults = (work: Promise<unknown>) =>
	work.then(
		() => [],
		({
			cause
		}: {
			cause: { code: string; field: string; others: { code: string; field: string }[] };
		}) => [cause, ...cause.others].map(({ code, field }) => `${code} ${field}`)
	);
const kept = async () =>
	(await settings().approvals()).rules.map(
		({ category, claimType, aboveMinor }) => `${category} ${claimType} ${aboveMinor}`
	);

test('a new house begins with one limit, and knows who may sign', async () => {
	expect(await settings().approvals()).toMatchObject({
		rules: [{ ...EVERYTHING, aboveMinor: 100_000n }],
		currency: 'EUR',
		approvers: [{ id: ours.users.admin.id }, { id: ours.users.approver.id }]
	});
});

test('the matrix is saved whole, in the order it is read; an empty row is no rule', async () => {
	await save([
		{ category: 'price', claimType: 'trade', aboveMinor: 0n, approverId: ours.users.approver.id },
		{ aboveMinor: 500_000n },
		{ aboveMinor: null },
		{ aboveMinor: 100_000n }
	]);
	expect(await kept()).toEqual(['null null 100000', 'null null 500000', 'price trade 0']);
	const [event] = await asOwner<{ data: Record<string, unknown> }>(
		`select data from audit_event where action = 'organisation.approval_rules_changed' order by id desc limit 1`
	);
	expect(event!.data).toMatchObject({ before: [{ aboveMinor: '100000' }] });
	expect((await settings(other).approvals()).rules).toHaveLength(1);
});

test('every wrong row is told at once, by its place on the page', async () => {
	const before = await kept();
	const { resolver } = ours.users;
	expect(
		await faults(
			save([
				{ aboveMinor: null },
				{ aboveMinor: 5n },
				{ aboveMinor: 5n },
				{ aboveMinor: -1n },
				{ aboveMinor: 7n, approverId: resolver.id },
				{ aboveMinor: 8n, approverId: other.users.approver.id }
			])
		)
	).toEqual([
		...['rule_twice above-2', 'amount_not_positive above-3'],
		...['approver_unknown approver-4', 'approver_unknown approver-5']
	]);
	expect(await kept()).toEqual(before);
});

test('who saved first is not overwritten by who had not seen it', async () => {
	const { seen } = await settings().approvals();
	await save([{ aboveMinor: 1n }], seen);
	expect(await faults(save([{ aboveMinor: 2n }], seen))).toEqual(['conflict undefined']);
	expect(await kept()).toEqual(['null null 1']);
});

test('two who save at the same instant: one of them is told', async () => {
	const { seen } = await settings().approvals();
	const both = await Promise.allSettled([
		save([{ aboveMinor: 3n }], seen),
		save([{ aboveMinor: 4n }], seen)
	]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a house may do without, once that is said: whoever decides gives what he likes', async () => {
	const before = await kept();
	expect(await faults(save([]))).toEqual(['rules_none_left anyAmountAlone']);
	expect(await kept()).toEqual(before);
	const { seen } = await settings().approvals();
	await settings().changeApprovalRules({ rules: [], seen, anyAmountAlone: true });
	const { reference } = ours.account.dispute;
	const page = await callerFor(ours.desk.collector).desk.disputes.page({ reference });
	expect(page.approval.limit).toBeNull();
});
