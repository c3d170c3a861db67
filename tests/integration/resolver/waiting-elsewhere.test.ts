import { beforeAll, expect, test } from 'vitest';
import { waitingElsewhere } from '$lib/server/disputes/waiting-elsewhere';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor, resolverScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { mailsAbout } from '../disputes/traces';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});
const door = async () =>
	callerFor(await resolverScopeOf(ours.account.resolverPath)).resolver.disputes;
const asked = async (of: Company) =>
	(await mailsAbout(of.neighbour.dispute.id)).filter(({ mail }) => mail === 'resolver-request');

test('named is what waits for him: not what he answered, nor what waits for somebody else he asked', async () => {
	const mine = await resolverScopeOf(ours.account.resolverPath);
	const named = async () => (await waitingElsewhere(mine)).map(({ reference }) => reference);
	const { reference, id } = ours.neighbour.dispute;
	expect(await named()).toContain(reference);
	await asOwner("update dispute set status = 'waiting_customer' where id = $1", [id]);
	expect(await named()).not.toContain(reference);
	await asOwner("update dispute set status = 'in_progress' where id = $1", [id]);
	expect(await named()).toContain(reference);
	const answered = async (verdict: string) =>
		asOwner(
			`insert into answer (organisation_id, id, customer_id, dispute_id, assignment_id, verdict, signed_name, at, idempotency_key)
			select organisation_id, gen_random_uuid(), customer_id, dispute_id, id, $2, 'Karim', now(), $2 from assignment where id = $1`,
			[ours.neighbour.assignment.id, verdict]
		);
	await asOwner("update dispute set status = 'waiting_third_party' where id = $1", [id]);
	expect(await named()).not.toContain(reference);
	await asOwner("update dispute set status = 'in_progress' where id = $1", [id]);
	await answered('need_information');
	expect(await named()).not.toContain(reference);
	await asOwner(
		`insert into message (organisation_id, id, customer_id, dispute_id, audience, author_kind, author_name, body, at, idempotency_key)
		select organisation_id, gen_random_uuid(), customer_id, id, 'internal', 'staff', 'Claire', 'Huit.', now() + interval '1 second', 'told' from dispute where id = $1`,
		[id]
	);
	expect(await named()).toContain(reference);
	await answered('customer_right');
	expect(await named()).not.toContain(reference);
});

test('the link of another case leaves for the address of the holder, under a link of its own', async () => {
	const before = (await asked(ours)).length;
	const { reference } = ours.neighbour.dispute;
	expect(await (await door()).mailWaiting({ reference })).toBe('mailed');
	const mails = await asked(ours);
	expect(mails).toHaveLength(before + 1);
	expect(mails.at(-1)).toMatchObject({ to_email: ours.neighbour.assignment.resolverEmail });
	expect(mails.at(-1)!.link_id).toBeTruthy();
	const left = [];
	for (let more = 0; more < 4; more++) left.push(await (await door()).mailWaiting({ reference }));
	// It says so when enough have left.
	expect(left).toEqual(['mailed', 'mailed', 'enough', 'enough']);
	expect(await asked(ours)).toHaveLength(before + 3);
});

test('a case that is nobody’s is told like one that is his no more; one of another house of the same name is never mailed', async () => {
	const before = (await asked(other)).length;
	expect(await (await door()).mailWaiting({ reference: 'LIT-2026-999999' })).toBe('over');
	expect(other.neighbour.dispute.reference).toBe(ours.neighbour.dispute.reference);
	await (await door()).mailWaiting({ reference: other.neighbour.dispute.reference });
	expect(await asked(other)).toHaveLength(before);
});

test('signed in as the holder himself, his account opens them; as a colleague it does not', async () => {
	const scope = await resolverScopeOf(ours.account.resolverPath);
	const page = async (of: Company['desk']['admin']) =>
		callerFor(scope, {
			...of,
			user: { ...of.user, email: scope.holder.email }
		} as typeof of).resolver.disputes.page();
	expect(await page(ours.desk.resolver)).toMatchObject({ isHolder: true });
	expect(await page(other.desk.resolver)).toMatchObject({ isHolder: false });
	expect(await callerFor(scope, ours.desk.collector).resolver.disputes.page()).toMatchObject({
		isHolder: false
	});
});

test('a case that was given to somebody else meanwhile is told as his no more, however many links left', async () => {
	const { reference, id: disputeId } = ours.neighbour.dispute;
	expect(await (await door()).mailWaiting({ reference })).toBe('enough');
	const resolverEmail = 'autre@ours.test';
	await callerFor(ours.desk.collector).desk.disputes.assign({ disputeId, resolverEmail });
	expect(await (await door()).mailWaiting({ reference })).toBe('over');
});
