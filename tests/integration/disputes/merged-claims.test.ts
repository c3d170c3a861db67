import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice } from '../../support/factories';
import { callerFor, portalScopeOf, resolverScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
/** What was said in the case that went into the one that is asked about. */
const CLAIM = 'Trois palettes manquent aussi.';
const WORDS = 'Elles ne sont toujours pas là.';
const NOTE = 'Entre nous : le quai 4 encore.';
let double: { id: string; reference: string };

beforeAll(async () => {
	({ ours } = await buildWorld());
	const invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 900_000n });
	double = await buildDispute(ours.inside, invoice, {
		...{ status: 'in_progress', explanation: CLAIM, claimedMinor: 300_000n }
	});
	const bytes = new TextEncoder().encode('%PDF-1.4 x');
	const { disputes } = callerFor(ours.desk.collector).desk;
	for (const audience of ['customer', 'internal'] as const)
		await disputes.post({
			...{ disputeId: double.id, audience, idempotencyKey: uuidv7() },
			body: audience === 'internal' ? NOTE : 'Nous regardons.',
			files: [{ name: `${audience}.pdf`, bytes }]
		});
	const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
	await portal.disputes.reply({
		...{ reference: double.reference, body: WORDS, idempotencyKey: uuidv7() },
		files: [{ name: 'bon.pdf', bytes }]
	});
	const { reference } = ours.account.dispute;
	const plan = await disputes.mergePlan({ reference, from: double.reference });
	await disputes.merge({
		...{ reference, from: double.reference, note: '', counted: 'besides' },
		...{ seen: plan.from.version, seenInto: plan.into.version }
	});
});

const resolver = async () =>
	callerFor(await resolverScopeOf(ours.account.resolverPath)).resolver.disputes;
const fileId = async (name: string): Promise<string> => {
	const [row] = await asOwner<{ id: string }>(
		'select id from attachment where dispute_id = $1 and name = $2',
		[double.id, name]
	);
	return row!.id;
};

test('whoever is asked reads what the customer wrote and sent in a double, and nothing of the house', async () => {
	const page = await (await resolver()).page();
	expect(page.merged).toMatchObject([
		{
			...{ reference: double.reference, explanation: CLAIM },
			messages: [{ body: WORDS }],
			files: [{ name: 'bon.pdf' }]
		}
	]);
	expect(page.merged[0]!.messages).toHaveLength(1);
	const [claim] = page.merged;
	expect(Object.keys(claim!).sort()).toEqual([
		...['explanation', 'files', 'messages', 'raisedByName', 'reference']
	]);
	expect(Object.keys(claim!.messages[0]!).sort()).toEqual(['at', 'authorName', 'body', 'id']);
	expect(JSON.stringify(page.merged)).not.toContain(NOTE);
	const door = await resolver();
	expect((await door.attachment({ id: await fileId('bon.pdf') })).name).toBe('bon.pdf');
	for (const name of ['internal.pdf', 'customer.pdf'])
		await expect(door.attachment({ id: await fileId(name) })).rejects.toMatchObject({
			message: 'not_found'
		});
});

test('one that was only marked as a double claims nothing there, and is not shown', async () => {
	const invoice = await buildInvoice(ours.inside, ours.account.customer);
	const marked = await buildDispute(ours.inside, invoice, { status: 'in_progress' });
	await callerFor(ours.desk.collector).desk.disputes.close({
		...{ disputeId: marked.id, to: 'duplicate', note: 'Le même.' },
		duplicateOf: ours.account.dispute.reference
	});
	const { merged } = await (await resolver()).page();
	expect(merged.map(({ reference }) => reference)).toEqual([double.reference]);
});

test('a case that goes on in another one than his own is not opened by the link', async () => {
	const made = async () => {
		const invoice = await buildInvoice(ours.inside, ours.account.customer);
		return buildDispute(ours.inside, invoice, { status: 'in_progress' });
	};
	const [into, from] = [await made(), await made()];
	const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
	await portal.disputes.reply({
		...{ reference: from.reference, body: 'Voici.', idempotencyKey: uuidv7() },
		files: [{ name: 'autre.pdf', bytes: new TextEncoder().encode('%PDF-1.4 y') }]
	});
	await asOwner(`update dispute set status = 'duplicate', duplicate_of_id = $2 where id = $1`, [
		...[from.id, into.id]
	]);
	const [file] = await asOwner<{ id: string }>('select id from attachment where dispute_id = $1', [
		from.id
	]);
	const door = await resolver();
	expect((await door.page()).merged.map(({ reference }) => reference)).toEqual([double.reference]);
	await expect(door.attachment({ id: file!.id })).rejects.toMatchObject({ message: 'not_found' });
});

test('whoever signs reads the words and files of every case the sum is made of', async () => {
	await asOwner(
		`update organisation set approval_rules = '[{"category":null,"claimType":null,"aboveMinor":"10000","approverId":null}]'`
	);
	const { desk } = callerFor(ours.desk.collector);
	const { id: disputeId, reference } = ours.account.dispute;
	await desk.disputes.decide({
		...{ disputeId, verdict: 'partly_valid', outcome: 'credit_partial', acceptedMinor: 20_000n },
		explanation: 'Le tarif de mars s’applique.'
	});
	const { rows } = await callerFor(ours.desk.approver).desk.disputes.approvals();
	const row = rows.find((one) => one.reference === reference)!;
	expect(row.merged).toMatchObject([
		{ reference: double.reference, explanation: CLAIM, messages: [{ body: WORDS }] }
	]);
	expect(row.merged[0]!.files.map(({ name }) => name).sort()).toEqual([
		...['bon.pdf', 'customer.pdf', 'internal.pdf']
	]);
});
