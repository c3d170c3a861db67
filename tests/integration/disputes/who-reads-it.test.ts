import { unzipSync } from 'fflate';
import { render } from 'svelte/server';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import NoteForm from '$lib/components/disputes/NoteForm.svelte';
import ResolveForm from '$lib/components/disputes/ResolveForm.svelte';
import { isUnsent } from '$lib/components/disputes/told-today';
import { money } from '$lib/domain/money';
import { setClock } from '$lib/server/clock';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildContact, buildDispute, buildInvoice, type ContactRow } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let luc: ContactRow;
let about: { id: string; reference: string };

const desk = () => callerFor(ours.desk.collector).desk;
const page = () => desk().disputes.page({ reference: about.reference });
const shown = (body: string) => body.replaceAll(/<[^>]+>|\s+/g, ' ').replaceAll(/ +/g, ' ');

beforeAll(async () => {
	ours = (await buildWorld()).ours;
});
beforeEach(async () => {
	setClock(TEST_INSTANT);
	const { customer } = ours.account;
	const invoice = await buildInvoice(ours.inside, customer, { totalMinor: 100_000n });
	luc = await buildContact(ours.inside, customer, { name: 'Luc Roy' });
	about = await buildDispute(ours.inside, invoice, {
		...{ claimedMinor: 30_000n, raisedByName: luc.name, raisedByEmail: luc.email },
		raisedByContactId: luc.id
	});
});

const closed = () =>
	desk().disputes.close({ disputeId: about.id, to: 'not_a_dispute', note: 'Vu au téléphone.' });

async function reopenForm() {
	const { version, told, reopening } = await page();
	const isTold = told.readers.length > 0;
	const props = { form: null, version, kind: 'reopen' as const, isTold, reopening };
	return shown(render(NoteForm, { props }).body);
}

async function packOf() {
	const { open } = await desk().proofs.ofCase({
		...{ reference: about.reference, language: 'fr', internal: true }
	});
	const files = unzipSync(new Uint8Array(await new Response(await open()).arrayBuffer()));
	return (path: string) => Buffer.from(files[path]!).toString('utf8');
}

test('why a case is opened again says who reads it, and is proved as what was sent', async () => {
	await closed();
	expect(await reopenForm()).toContain('le client le lit dans son e-mail');
	await desk().disputes.reopen({ disputeId: about.id, note: 'Le bon est retrouvé.' });
	const text = await packOf();
	for (const note of ['Vu au téléphone.', 'Le bon est retrouvé.']) {
		expect(text('thread.txt')).toContain(note);
		expect(text('timeline.csv')).toContain(note);
		expect(text('internal/notes.txt')).not.toContain(note);
	}
});

test('long after its end, the same field stays in the house, and says so', async () => {
	await closed();
	setClock(new Date(TEST_INSTANT.getTime() + 40 * 24 * 3_600_000));
	expect(await reopenForm()).toContain('note interne');
});

test('once its only contact is gone, the case says that nobody is told and who could be', async () => {
	expect((await page()).told).toEqual({ readers: [luc.email], instead: [] });
	await callerFor(ours.desk.admin).desk.customers.removeContact({ contactId: luc.id });
	const dispute = await page();
	expect(dispute.told.readers).toEqual([]);
	const { email } = ours.account.contact;
	const living = dispute.told.instead.find((one) => one.email === email);
	expect(dispute.told.instead.map((one) => one.email)).not.toContain(luc.email);
	const nothing = money(0n, 'EUR');
	const left = { stillDue: nothing, promised: nothing };
	const quiet = { credit: null, left, nextMessageOn: dispute.openedOn };
	const props = { form: null, version: dispute.version, implementing: false, mayWait: false };
	const resolve = (isTold: boolean) =>
		shown(render(ResolveForm, { props: { ...props, ...quiet, isTold } }).body);
	expect(resolve(true)).toContain('Clore et prévenir le client');
	expect(resolve(false)).toContain('Personne ne sera prévenu par e-mail. Clore sans prévenir');
	expect(
		[true, false].map((told) => isUnsent('post_customer', { readers: told ? [email] : [] }))
	).toEqual([false, true]);

	// Nothing was sent: it is no word to the customer either.
	await closed();
	expect(await reopenForm()).toContain('note interne');
	await desk().disputes.reopen({ disputeId: about.id, note: 'Repris entre nous.' });
	const text = await packOf();
	expect(text('internal/notes.txt')).toContain('Repris entre nous.');
	expect(text('thread.txt')).not.toContain('Repris entre nous.');

	await desk().disputes.follow({ disputeId: about.id, ...living! });
	expect((await page()).told.readers).toEqual([email]);
});

test('an address that bounced is nobody who is told, and every sentence that says so is kept back', async () => {
	await asOwner('update contact set bounced_at = $2 where id = $1', [luc.id, TEST_INSTANT]);
	const { told } = await page();
	expect(told.readers).toEqual([]);
	expect(told.instead.map(({ email }) => email)).toContain(ours.account.contact.email);
	expect(told.instead.map(({ email }) => email)).not.toContain(luc.email);
	for (const done of ['withdrawProposal', 'commit', 'approvalGranted', 'decide'])
		expect(isUnsent(done, told)).toBe(true);
});

test('whoever signs learns whether anybody is told of it', async () => {
	await asOwner(
		`update organisation set approval_rules = '[{"category":null,"claimType":null,"aboveMinor":"10000","approverId":null}]'`
	);
	const signed = async () => {
		const { rows } = await callerFor(ours.desk.approver).desk.disputes.approvals();
		const {
			disputeId,
			request,
			version: seen
		} = rows.find(({ reference }) => reference === about.reference)!;
		return callerFor(ours.desk.approver).desk.disputes.signApproval({
			...{ disputeId, requestId: request.id, note: '', isReduced: false, seen }
		});
	};
	const decide = () =>
		desk().disputes.decide({
			...{ disputeId: about.id, verdict: 'partly_valid', outcome: 'credit_partial' },
			...{ acceptedMinor: 20_000n, explanation: 'Le tarif de mars s’applique.' }
		});
	await decide();
	expect(await signed()).toMatchObject({ isGranted: true, told: { readers: [luc.email] } });
	await desk().disputes.reopen({ disputeId: about.id, note: 'Une erreur.' });
	await asOwner('update contact set bounced_at = $2 where id = $1', [luc.id, TEST_INSTANT]);
	await decide();
	expect(await signed()).toMatchObject({ isGranted: true, told: { readers: [] } });
});
