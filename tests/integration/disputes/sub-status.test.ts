import { beforeAll, expect, test } from 'vitest';
import { asAppError } from '$lib/server/trpc/errors';
import { useDatabase } from '../../support/database';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, putInStatus } from './traces';

useDatabase();
let ours: Company;
let other: Company;
let carrier: string;
const labels = (fr: string, en: string) => ({ fr, en, de: '', es: '' });
const admin = (of: Company = ours) => callerFor(of.desk.admin).desk;
const add = (of: Company, fr: string, status: 'in_progress' | 'decided' = 'in_progress') =>
	admin(of).subStatuses.add({ status, labels: labels(fr, `${fr} en`) });
const refusal = async (work: Promise<unknown>) =>
	asAppError(await work.then(() => null).catch((e: unknown) => e)).code;
const found = async (subStatus: string) =>
	(await callerFor(ours.desk.collector).desk.disputes.queue({ subStatus })).rows.map(
		({ reference }) => reference
	);

beforeAll(async () => {
	({ ours, other } = await buildWorld());
	carrier = (await add(ours, 'Chez le transporteur')).id;
	for (const of of [ours, other]) await putInStatus(of.account.dispute.id, 'in_progress');
});

test('the house makes its own, in its order; what is archived is offered no more', async () => {
	const second = await add(ours, 'Au laboratoire');
	await admin().subStatuses.move({ id: second.id, direction: 'up' });
	const ids = async () => (await admin().subStatuses.list()).map(({ id }) => id);
	expect(await ids()).toEqual([second.id, carrier]);
	expect(await refusal(add(ours, 'au LABORATOIRE'))).toBe('name_taken');
	await admin().subStatuses.archive({ id: second.id });
	await add(ours, 'Au laboratoire');
	expect(await refusal(admin().subStatuses.restore({ id: second.id }))).toBe('name_taken');
	expect(await auditOf(second.id)).toEqual([
		'sub_status.added',
		'sub_status.moved',
		'sub_status.archived'
	]);
	expect(await callerFor(other.desk.admin).desk.subStatuses.list()).toEqual([]);
});

test('a case is given one of its status, found by it, and loses it when it moves on', async () => {
	const { id: disputeId, reference } = ours.account.dispute;
	const desk = callerFor(ours.desk.collector).desk;
	const decided = await add(ours, 'Attente compta', 'decided');
	const give = (subStatusId: string | null) =>
		desk.disputes.setSubStatus({ disputeId, subStatusId });
	expect(await refusal(give(decided.id))).toBe('case_changed');
	await give(carrier);
	await give(carrier);
	expect((await desk.disputes.page({ reference })).subStatus.now).toMatchObject({
		id: carrier,
		by: 'collector m'
	});
	expect(await found(carrier)).toEqual([reference]);
	expect(await found(decided.id)).toEqual([]);
	expect((await auditOf(disputeId)).filter((one) => one === 'dispute.sub_status_set')).toHaveLength(
		1
	);
	await putInStatus(disputeId, 'waiting_customer');
	expect((await desk.disputes.page({ reference })).subStatus.now).toBeNull();
	expect(await found(carrier)).toEqual([]);
	await putInStatus(disputeId, 'in_progress');
	await give(null);
	expect(await found(carrier)).toEqual([]);
});

test('another house gives none of ours, and a customer reads of none', async () => {
	const { id: disputeId } = other.account.dispute;
	const theirs = callerFor(other.desk.collector).desk;
	expect(await refusal(theirs.disputes.setSubStatus({ disputeId, subStatusId: carrier }))).toBe(
		'not_found'
	);
	const { dispute, portalPath } = ours.account;
	await callerFor(ours.desk.collector).desk.disputes.setSubStatus({
		disputeId: dispute.id,
		subStatusId: carrier
	});
	const portal = callerFor(await portalScopeOf(portalPath)).portal;
	const tracker = JSON.stringify(
		await portal.disputes.show({ reference: dispute.reference }),
		(_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
	);
	expect(tracker).toContain(dispute.reference);
	expect(tracker).not.toMatch(/transporteur|subStatus/i);
});
