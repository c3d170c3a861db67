import { beforeAll, beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import type { KeptApprovalRule } from '$lib/domain/disputes/approval';
import { asOwner, useDatabase } from '../../support/database';
import { buildUser } from '../../support/factories';
import { callerFor, resolverScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
let directorId: string;
let strangerId: string;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	directorId = await approver(ours, 'Director');
	strangerId = await approver(other, 'Stranger');
});
beforeEach(() => rules([rule('5000'), rule('10000', directorId), rule('90000')]));

const approver = async (company: Company, name: string): Promise<string> =>
	(await buildUser(company.inside, { role: 'approver', name, email: `${name}@m.test` })).id;
const rule = (aboveMinor: string, approverId: string | null = null): KeptApprovalRule => ({
	...{ category: null, claimType: null, aboveMinor, approverId }
});
const rules = (written: KeptApprovalRule[]) =>
	asOwner('update organisation set approval_rules = $2::jsonb where id = $1', [
		ours.inside.organisationId,
		JSON.stringify(written)
	]);
const told = async () => {
	const { resolver } = callerFor(await resolverScopeOf(ours.account.resolverPath));
	return (await resolver.disputes.page()).validators;
};
const eur = (minor: bigint) => ({ minor, currency: 'EUR' });

test('a resolver is told who confirms his answer: by name where one person signs, level by level', async () => {
	expect(await told()).toEqual([
		{ above: eur(5_000n), name: null },
		{ above: eur(10_000n), name: 'Director' }
	]);
});

test('nobody is named where his word is enough', async () => {
	await rules([rule('20000', directorId)]);
	expect(await told()).toEqual([]);
});

test('whoever is away is replaced by his substitute, who may approve himself', async () => {
	const substituteId = await approver(ours, 'Substitute');
	await rules([rule('10000', directorId)]);
	await asOwner(
		`insert into absence (organisation_id, id, user_id, from_on, until_on, substitute_id, entered_at, entered_by)
		 values ($1, $2, $3, '2026-03-01', '2026-03-31', $4, now(), 'test')`,
		[ours.inside.organisationId, uuidv7(), directorId, substituteId]
	);
	expect(await told()).toEqual([{ above: eur(10_000n), name: 'Substitute' }]);
});

test('nobody of another organisation is ever named', async () => {
	await rules([rule('10000', strangerId)]);
	for (const { name } of await told()) expect(name).not.toBe('Stranger');
});
