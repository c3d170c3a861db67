import { beforeAll, expect, test } from 'vitest';
import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, type DisputeRow } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { transitionsOf } from '../dunning/transitions';

useDatabase();
let ours: Company;
let large: DisputeRow;
let small: DisputeRow;
beforeAll(async () => {
	const { ours: company, other } = await buildWorld();
	ours = company;
	large = await about(ours, 80_000n);
	small = await about(ours, 50_000n);
	await credited(await about(other, 80_000n));
});

async function about({ inside, account }: Company, claimedMinor: bigint): Promise<DisputeRow> {
	const of = await buildInvoice(inside, account.customer, { totalMinor: 100_000n });
	return buildDispute(inside, of, { claimedMinor, status: 'in_progress' });
}

const credited = ({ id }: DisputeRow) =>
	asOwner(
		`insert into credit_note (organisation_id, id, customer_id, number, issued_on, currency, total_minor, credited_minor, dispute_id, created_at)
		select organisation_id, gen_random_uuid(), customer_id, 'AV-1', opened_on, 'EUR', 60000, 60000, id, opened_at from dispute where id = $1`,
		[id]
	);

const goes = (of: DisputeRow, status: DisputeStatus, to: DisputeStatus) =>
	transitionsOf(ours.inside, { ...of, status }, to);

const listed = async (filter: Record<string, string> = {}) => {
	const { rows } = await callerFor(ours.desk.collector).desk.disputes.queue({
		...{ sort: 'amount', ...filter }
	});
	const ids = [large.id, small.id];
	return rows
		.filter(({ id }) => ids.includes(id))
		.map(({ id, claimedMinor }) => [id === large.id ? 'large' : 'small', claimedMinor]);
};

test('a case opened again is sorted and cut by what is left of it, as the list says', async () => {
	expect(await listed()).toEqual([
		['large', 80_000n],
		['small', 50_000n]
	]);
	await goes(large, 'in_progress', 'decided');
	await credited(large);
	// Decided, it is told as a whole: nothing of it is left to find out.
	expect(await listed({ amountFrom: '800' })).toEqual([['large', 80_000n]]);
	await goes(large, 'decided', 'in_progress');
	expect(await listed()).toEqual([
		['small', 50_000n],
		['large', 20_000n]
	]);
	expect(await listed({ amountFrom: '200.01' })).toEqual([['small', 50_000n]]);
	expect(await listed({ amountTo: '200' })).toEqual([['large', 20_000n]]);
});
