import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { saveAttachments } from '$lib/server/attachments/save-attachment';
import { openLink } from '$lib/server/auth/links';
import { unitOfWork } from '$lib/server/db/client';
import { assignDispute } from '$lib/server/disputes/assign-dispute';
import { caseOf } from '$lib/server/disputes/case-queries';
import { moveCase } from '$lib/server/disputes/move-case';
import { versionOf } from '$lib/server/disputes/lock-dispute';
import { askedOtherwise } from '../../support/asked-in-queue';
import { asOwner, useDatabase } from '../../support/database';
import {
	buildAssignment,
	buildDispute,
	buildOrganisation,
	buildResolverLink
} from '../../support/factories';
import { callerFor, portalScopeOf, resolverScopeOf, tokenIn } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, mailsAbout, putInStatus, statusOf } from './traces';

useDatabase();
let ours: Company;
let other: Company;
let disputeId: string;
beforeEach(async () => {
	if (!ours) ({ ours, other } = await buildWorld());
	disputeId = (
		await buildDispute(ours.inside, ours.account.overdue, {
			raisedByEmail: ours.account.contact.email
		})
	).id;
});

// The queue counts by who is asked now.
afterEach(async () => expect(await askedOtherwise()).toEqual([]));

const assign = (fields: Partial<Parameters<typeof assignDispute>[1]> = {}) =>
	unitOfWork(ours.desk.collector, (unit) =>
		assignDispute(unit, {
			disputeId,
			resolverName: 'Karim Benali',
			resolverEmail: 'Karim@Atelier.test',
			question: 'Quel prix a été promis ?',
			...fields
		})
	);

test('a colleague without an account is asked by mail, with a link and a working day to answer by', async () => {
	const { assignmentId } = await assign();
	expect(await statusOf(disputeId)).toBe('assigned');
	const [request] = (await mailsAbout(disputeId)).filter(
		(mail) => mail.mail === 'resolver-request'
	);
	expect(request).toMatchObject({
		to_email: 'karim@atelier.test',
		// Four working days are promised to the customer; one is kept to decide.
		facts: {
			dueOn: '2026-03-06',
			question: 'Quel prix a été promis ?',
			askedBy: 'collector m',
			items: [{ claimed: { minor: '100000', currency: 'EUR' } }]
		}
	});
	const [link] = await asOwner('select kind, assignment_id from link where id = $1', [
		request!.link_id
	]);
	expect(link).toEqual({ kind: 'resolver', assignment_id: assignmentId });
	expect(await auditOf(disputeId)).toEqual(['dispute.assigned', 'dispute.moved']);
});

test('the customer is told once, however often the case changes hands', async () => {
	await assign();
	await assign({ resolverEmail: 'lea@atelier.test', resolverName: 'Léa' });
	const updates = (await mailsAbout(disputeId)).filter((mail) => mail.mail === 'dispute-update');
	expect(updates).toHaveLength(1);
	expect(updates[0]).toMatchObject({
		to_email: ours.account.contact.email,
		// Somebody without an account: of a team nobody told us of.
		facts: { event: 'assigned', teamKey: 'us', answerDueOn: '2026-03-09' }
	});
});

test('a team of the house’s own is told as the house calls it, and as ours once it is kept to itself', async () => {
	const { teams } = callerFor(ours.desk.admin).desk;
	const labels = { fr: 'Quai 4', en: 'Dock 4', de: '', es: '' };
	const { key } = await teams.add({ labels, isShown: true });
	const { id: userId, name, email } = ours.users.resolver;
	const change = async (isShown: boolean) =>
		teams.change({
			...{ key, labels, isShown, memberIds: [userId], seen: (await teams.show({ key })).seen },
			head: { headName: '', headEmail: '', headLanguage: 'fr' }
		});
	await change(true);
	await assign({ userId, resolverName: name, resolverEmail: email });
	const [told] = (await mailsAbout(disputeId)).filter((mail) => mail.mail === 'dispute-update');
	expect(told!.facts).toMatchObject({ teamKey: 'team', teamLabels: { fr: 'Quai 4' } });
	const tracked = async () => {
		const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
		const { cases } = await portal.customers.account({});
		const { reference } = cases.find(({ id }) => id === disputeId)!;
		const { tracker } = await portal.disputes.show({ reference });
		return { who: tracker.steps[1]!.who, labels: tracker.teamLabels };
	};
	expect(await tracked()).toMatchObject({ who: 'team', labels: { en: 'Dock 4' } });
	await change(false);
	expect(await tracked()).toEqual({ who: 'us', labels: null });
});

test('handed to a colleague while it is checked, it is checked in the list of the account as in its tracker', async () => {
	await assign();
	await unitOfWork(ours.desk.collector, async (unit) =>
		moveCase(unit, await caseOf(unit, disputeId), 'in_progress')
	);
	await assign({ resolverEmail: 'lea@atelier.test', resolverName: 'Léa' });
	const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
	const { cases } = await portal.customers.account({});
	const listed = cases.find(({ id }) => id === disputeId)!;
	const { tracker } = await portal.disputes.show({ reference: listed.reference });
	expect(tracker.steps.find(({ state }) => state === 'current')?.key).toBe('checking');
	expect(listed).toMatchObject({ status: 'assigned', step: 'checking' });
	const { invoices } = await portal.disputes.form();
	const contested = invoices.flatMap((invoice) => invoice.cases);
	expect(contested).toContainEqual(
		expect.objectContaining({ reference: listed.reference, step: 'checking' })
	);
});

test('whoever gave the case back reads who was asked instead, until staff ask somebody else again', async () => {
	const dispute = await buildDispute(ours.inside, ours.account.overdue);
	const asked = await buildAssignment(ours.inside, dispute);
	const path = await buildResolverLink(ours.inside, asked);
	await callerFor(await resolverScopeOf(path)).resolver.disputes.answer({
		verdict: 'not_for_me',
		handOver: 'lea@organisation.test',
		signedName: 'Karim',
		idempotencyKey: uuidv7()
	});
	await openLink(tokenIn(path), 'resolver');
	await assign({ disputeId: dispute.id, resolverEmail: 'zoe@organisation.test' });
	const page = await callerFor(await resolverScopeOf(path)).resolver.disputes.page();
	expect(page).toMatchObject({ canAnswer: false, isHisTurn: false });
	expect(page.now).not.toBeNull();
	await assign({ disputeId: dispute.id, resolverEmail: 'max@organisation.test' });
	await expect(openLink(tokenIn(path), 'resolver')).rejects.toMatchObject({
		code: 'link_revoked'
	});
});

test('whoever was asked before is not any more, and the former link is closed', async () => {
	const { assignment, resolverPath, dispute } = ours.neighbour;
	await openLink(tokenIn(resolverPath), 'resolver');
	await unitOfWork(ours.desk.collector, (unit) =>
		assignDispute(unit, {
			disputeId: dispute.id,
			userId: ours.users.resolver.id,
			resolverName: '',
			resolverEmail: '',
			question: ''
		})
	);
	await expect(openLink(tokenIn(resolverPath), 'resolver')).rejects.toMatchObject({
		code: 'link_revoked'
	});
	const rows = await asOwner(
		'select id, user_id from assignment where dispute_id = $1 and ended_at is null',
		[dispute.id]
	);
	expect(rows).toEqual([
		{ id: expect.not.stringContaining(assignment.id), user_id: ours.users.resolver.id }
	]);
});

test('without a person nothing happens: a colleague is asked for, or the address of whoever was named', async () => {
	await expect(assign({ resolverEmail: '', resolverName: '' })).rejects.toMatchObject({
		code: 'required',
		field: 'userId'
	});
	await expect(assign({ resolverEmail: '', resolverName: 'Luc Roy' })).rejects.toMatchObject({
		code: 'email_invalid',
		field: 'resolverEmail'
	});
	expect(await statusOf(disputeId)).toBe('submitted');
	expect(await mailsAbout(disputeId)).toEqual([]);
});

test('a decided case is not given to somebody else', async () => {
	await putInStatus(disputeId, 'decided');
	await expect(assign()).rejects.toMatchObject({ code: 'transition_not_allowed' });
});

test('two colleagues do not overwrite each other: the second one reads first', async () => {
	const seen = await unitOfWork(ours.desk.collector, (unit) => versionOf(unit, disputeId));
	await assign({ seen });
	await expect(assign({ seen, resolverEmail: 'lea@atelier.test' })).rejects.toMatchObject({
		code: 'conflict',
		details: { who: 'collector m' }
	});
});

test('a case or a colleague of another organisation does not exist', async () => {
	await expect(assign({ disputeId: other.account.dispute.id })).rejects.toMatchObject({
		code: 'not_found'
	});
	await expect(assign({ userId: other.users.resolver.id })).rejects.toMatchObject({
		code: 'not_found'
	});
	await buildOrganisation();
	expect(await statusOf(other.account.dispute.id)).toBe('submitted');
});

test('the mail carries what the customer photographed, small, and no more than three; not what staff added', async () => {
	const photo = new Uint8Array(
		await sharp({ create: { width: 900, height: 600, channels: 3, background: '#8899aa' } })
			.jpeg()
			.toBuffer()
	);
	const add = (uploadedByKind: 'customer' | 'staff', count: number) =>
		unitOfWork(ours.inside, async (unit) => {
			const { dispute } = await caseOf(unit, disputeId);
			const target = { disputeId, customerId: dispute.customerId };
			const files = Array.from({ length: count }, (_, n) => ({ name: `p${n}.jpg`, bytes: photo }));
			await saveAttachments(unit, { ...target, audience: 'customer', uploadedByKind }, files);
		});
	await add('staff', 1);
	await add('customer', 4);
	await assign();
	const [request] = (await mailsAbout(disputeId)).filter(({ mail }) => mail === 'resolver-request');
	const { photos, files } = request!.facts as { photos: string[]; files: number };
	expect(files).toBe(5);
	expect(photos).toHaveLength(3);
	const { format, width } = await sharp(Buffer.from(photos[0]!, 'base64url')).metadata();
	expect(format).toBe('jpeg');
	expect(width).toBeLessThan(900);
});
