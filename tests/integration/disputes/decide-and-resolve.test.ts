import { render } from 'svelte/server';
import { beforeEach, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { unitOfWork } from '$lib/server/db/client';
import type { DeskScope } from '$lib/server/auth/scope';
import { closeDispute } from '$lib/server/disputes/close-dispute';
import { decideDispute } from '$lib/server/disputes/decide-dispute';
import { versionOf } from '$lib/server/disputes/lock-dispute';
import { activeClaims } from '$lib/server/disputes/queries';
import { reopenDispute } from '$lib/server/disputes/reopen-dispute';
import { resolveDispute } from '$lib/server/disputes/resolve-dispute';
import { signApproval } from '$lib/server/disputes/sign-approval';
import { openInvoices } from '$lib/server/invoices/queries';
import { renderMail } from '$lib/server/mail/render';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, buildPayment, type InvoiceRow } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import DeskPage from '../../../src/routes/(desk)/disputes/[reference]/+page.svelte';
import { auditOf, mailsAbout, putInStatus, statusOf } from './traces';

useDatabase();
let ours: Company;
let other: Company;
let invoice: InvoiceRow;
let disputeId: string;
beforeEach(async () => {
	if (!ours) ({ ours, other } = await buildWorld());
	invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 300_000n });
	disputeId = (
		await buildDispute(ours.inside, invoice, {
			claimedMinor: 120_000n,
			raisedByEmail: 'ana@customer.test'
		})
	).id;
});

type Decision = Parameters<typeof decideDispute>[1];
const decide = (fields: Partial<Decision> = {}, by: DeskScope = ours.desk.collector) =>
	unitOfWork(by, (unit) =>
		decideDispute(unit, {
			disputeId,
			verdict: 'partly_valid',
			outcome: 'credit_partial',
			acceptedMinor: 50_000n,
			explanation: 'Le tarif de mars s’applique.',
			...fields
		})
	);
const resolve = (creditNoteNumber = 'AV-1', seen?: string) =>
	unitOfWork(ours.desk.collector, (unit) =>
		resolveDispute(unit, { disputeId, creditNoteNumber, seen })
	);
const openNow = async () =>
	(
		await unitOfWork(ours.desk.collector, (unit) =>
			openInvoices(unit, { invoiceIds: [invoice.id] })
		)
	)[0]!.openMinor;

test('a decision is written, split over the items and told to the customer', async () => {
	await decide();
	expect(await statusOf(disputeId)).toBe('decided');
	expect(
		await asOwner('select accepted_minor from dispute_item where dispute_id = $1', [disputeId])
	).toEqual([{ accepted_minor: '50000' }]);
	expect(await mailsAbout(disputeId)).toMatchObject([
		{
			mail: 'dispute-decided',
			to_email: 'ana@customer.test',
			facts: {
				verdict: 'partly_valid',
				outcome: 'credit_partial',
				invoices: [expect.stringMatching(/./)],
				claimed: { minor: '120000' },
				accepted: { minor: '50000', currency: 'EUR' },
				dueAgain: { minor: '70000', currency: 'EUR' },
				left: expect.objectContaining({ dueOn: expect.stringMatching(/^20/) }),
				explanation: 'Le tarif de mars s’applique.'
			}
		}
	]);
	expect(await auditOf(disputeId)).toEqual([
		'dispute.credit_requested',
		'dispute.moved',
		'dispute.decided'
	]);
});

const WHOLE = { verdict: 'valid', outcome: 'credit_full', acceptedMinor: undefined } as const;

/** What waits for a signature gets it from the approver. */
const approve = async () => {
	const [request] = await asOwner<{ id: string }>(
		'select id from approval_request where dispute_id = $1 and ended_at is null',
		[disputeId]
	);
	return unitOfWork(ours.desk.approver, (unit) =>
		signApproval(unit, { disputeId, requestId: request!.id, note: '', isReduced: false })
	);
};

test('above the limit nothing is decided before an approver signs', async () => {
	expect(await decide(WHOLE)).toMatchObject({ isDecided: false, acceptedMinor: 120_000n });
	expect(await statusOf(disputeId)).toBe('submitted');
	// The approver and the administrator: both may sign it.
	const asked = await mailsAbout(disputeId);
	expect(new Set(asked.map(({ mail }) => mail))).toEqual(new Set(['approval-request']));
	expect(asked.map(({ to_email }) => to_email).sort()).toEqual(
		[ours.users.admin.email, ours.users.approver.email].sort()
	);
	expect(await approve()).toMatchObject({ isGranted: true });
	expect(await statusOf(disputeId)).toBe('decided');
});

test('in another currency somebody else signs, however small the amount', async () => {
	const foreign = await buildInvoice(ours.inside, ours.account.customer, { currency: 'USD' });
	disputeId = (await buildDispute(ours.inside, foreign)).id;
	expect(await decide({ acceptedMinor: 1n })).toMatchObject({ isDecided: false });
	await approve();
	expect(await statusOf(disputeId)).toBe('decided');
});

test('a corrected invoice comes with the credit of the old one', async () => {
	await decide({ outcome: 'reinvoice' });
	await expect(resolve('')).rejects.toMatchObject({ code: 'required' });
	await resolve('AV-corrected');
	expect(await openNow()).toBe(250_000n);
});

test('goods that are replaced leave the invoice due', async () => {
	await decide({ verdict: 'valid', outcome: 'replacement', acceptedMinor: undefined });
	expect(await resolve('')).toMatchObject({ stillDueMinor: 300_000n });
});

test('opened again, only what no credit settled is contested, accepted and credited', async () => {
	const reopen = () =>
		unitOfWork(ours.desk.collector, (unit) =>
			reopenDispute(unit, { disputeId, note: 'Le client conteste le solde.' })
		);
	const held = () =>
		unitOfWork(ours.desk.collector, (unit) => activeClaims(unit, { invoiceIds: [invoice.id] }));
	await decide();
	await resolve('AV-first');
	await reopen();
	expect(await held()).toMatchObject([{ claimedMinor: 70_000n }]);
	await expect(decide({ acceptedMinor: 70_001n })).rejects.toMatchObject({
		code: 'accepted_above_claimed'
	});
	// 500.00 and 600.00 together are above what one person gives.
	expect(await decide({ acceptedMinor: 60_000n })).toMatchObject({ isDecided: false });
	expect(await decide(WHOLE)).toMatchObject({ isDecided: false, acceptedMinor: 70_000n });
	await approve();
	await resolve('AV-second');
	expect(await openNow()).toBe(180_000n);
	expect(
		await asOwner('select accepted_minor from dispute_item where dispute_id = $1', [disputeId])
	).toEqual([{ accepted_minor: '120000' }]);
	await reopen();
	expect(await held()).toMatchObject([{ claimedMinor: 0n }]);
});

test('above the limit without money given away anybody may decide', async () => {
	await decide({ verdict: 'valid', outcome: 'replacement', acceptedMinor: undefined });
	expect(await statusOf(disputeId)).toBe('decided');
});

test.each([
	[
		'an outcome that contradicts the verdict',
		{ verdict: 'invalid', outcome: 'credit_full' },
		'outcome_invalid'
	],
	['a part without an amount', { acceptedMinor: undefined }, 'required'],
	['more than was claimed', { acceptedMinor: 120_001n }, 'accepted_above_claimed']
] as const)('%s is refused', async (_, fields, code) => {
	await expect(decide(fields)).rejects.toMatchObject({ code });
	expect(await statusOf(disputeId)).toBe('submitted');
});

test('closing with a credit note settles what was accepted, and the rest stays due after the quiet period', async () => {
	await decide();
	const closed = await resolve();
	// Five working days from Tuesday 3 March, then the next one.
	expect(closed).toEqual({
		quietUntil: '2026-03-10',
		nextMessageOn: '2026-03-11',
		stillDueMinor: 250_000n
	});
	expect(await openNow()).toBe(250_000n);
	expect(await statusOf(disputeId)).toBe('resolved');
	const mails = await mailsAbout(disputeId);
	expect(mails.at(-1)).toMatchObject({
		mail: 'dispute-resolved',
		facts: {
			creditNote: 'AV-1',
			accepted: { minor: '50000' },
			stillDue: { minor: '250000' },
			quietUntil: '2026-03-10'
		}
	});
	expect(await auditOf(disputeId)).toEqual([
		'dispute.credit_requested',
		'dispute.moved',
		'dispute.decided',
		'dispute.moved',
		'dispute.resolved'
	]);
});

test('a credit without a number is refused, one of somebody else too, and nothing is settled', async () => {
	await decide();
	await expect(resolve('')).rejects.toMatchObject({ code: 'required', field: 'creditNoteNumber' });
	await expect(resolve('AV-1')).rejects.toMatchObject({
		code: 'credit_note_taken',
		field: 'creditNoteNumber'
	});
	expect(await openNow()).toBe(300_000n);
	expect(await statusOf(disputeId)).toBe('decided');
});

test('a credit above what is still open settles only that', async () => {
	await buildPayment(ours.inside, invoice, 280_000n);
	await decide();
	await resolve('AV-2');
	expect(await openNow()).toBe(0n);
	expect(
		await asOwner(
			'select amount_minor from allocation a join credit_note c on c.id = a.credit_note_id where c.dispute_id = $1',
			[disputeId]
		)
	).toEqual([{ amount_minor: '20000' }]);
});

test('closing without a credit needs no number', async () => {
	await decide({ verdict: 'invalid', outcome: 'no_action', acceptedMinor: undefined });
	await resolve('');
	expect(await openNow()).toBe(300_000n);
	expect(await statusOf(disputeId)).toBe('resolved');
});

test('nothing is closed before it is decided, and not twice', async () => {
	await expect(resolve('AV-3')).rejects.toMatchObject({ code: 'transition_not_allowed' });
	await decide();
	await resolve('AV-3');
	await expect(resolve('AV-3')).rejects.toMatchObject({ code: 'transition_not_allowed' });
	expect(await openNow()).toBe(250_000n);
});

test('where another case contests the rest, nobody is told that nothing remains to be paid', async () => {
	const { reference } = await buildDispute(ours.inside, invoice, { claimedMinor: 250_000n });
	await decide();
	const found = await asOwner<{ reference: string }>(
		'select reference from dispute where id = $1',
		[disputeId]
	);
	const own = found[0]!.reference;
	const box = (await wholePage(own)).replaceAll(/<!--.*?-->/g, '').replaceAll(/\s+/g, ' ');
	expect(box).not.toContain('Rien ne reste dû');
	expect(box).toContain(
		'Rien n’est à régler pour l’instant. Contesté dans un autre dossier : 2 500,00 €.'
	);
	await resolve('AV-rests');
	const mail = (await mailsAbout(disputeId)).at(-1)!;
	expect(mail.facts).toMatchObject({ stillDue: { minor: '0' }, elsewhere: { minor: '250000' } });
	const { text } = await renderMail('dispute-resolved', 'fr', mail.facts as never);
	const said = text.replaceAll(/\s+/g, ' ');
	expect(said).toContain('Contesté dans un autre dossier : 2 500,00 €.');
	expect(said).not.toContain('Il ne reste rien à régler');
	expect(said).not.toContain('Reste à régler');
	const portal = callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes;
	expect(await portal.show({ reference: own })).toMatchObject({ elsewhere: { minor: 250_000n } });
	expect(await portal.show({ reference })).toMatchObject({ elsewhere: { minor: 0n } });
});

test('somebody acted in between: the second one is told and nothing changes', async () => {
	const seen = await unitOfWork(ours.desk.collector, (unit) => versionOf(unit, disputeId));
	await decide({ seen });
	await expect(decide({ seen })).rejects.toMatchObject({ code: 'conflict' });
	await expect(resolve('AV-4', seen)).rejects.toMatchObject({ code: 'conflict' });
});

test('a case ends as a duplicate with a reason the customer reads, and can be opened again', async () => {
	const close = (note: string) =>
		unitOfWork(ours.desk.collector, (unit) =>
			closeDispute(unit, { disputeId, to: 'duplicate', note })
		);
	await expect(close(' ')).rejects.toMatchObject({ code: 'explanation_required' });
	await close('Déjà traité sous LIT-2026-000001.');
	expect(await statusOf(disputeId)).toBe('duplicate');
	await unitOfWork(ours.desk.collector, (unit) =>
		reopenDispute(unit, { disputeId, note: 'Ce n’est pas la même livraison.' })
	);
	expect(await statusOf(disputeId)).toBe('in_progress');
	expect((await mailsAbout(disputeId)).map((mail) => mail.facts.event)).toEqual([
		'closed',
		'reopened'
	]);
});

/** What staff reads of a case before its lists: the words above the two columns. */
async function deskPage(reference: string): Promise<string> {
	const body = await wholePage(reference);
	return body.slice(0, body.indexOf('class="split'));
}

async function wholePage(reference: string): Promise<string> {
	const dispute = await callerFor(ours.desk.collector).desk.disputes.page({ reference });
	const data = {
		...{ dispute, proposed: {}, answer: null, done: null, keys: {} },
		frame: {
			...{ organisation: { timeZone: 'Europe/Paris' }, user: ours.users.collector },
			today: localDate('2026-03-03')
		}
	};
	const context = new Map([['__request__', { page: { url: new URL('https://entendu.test/') } }]]);
	return render(DeskPage, { props: { data, form: null } as never, context }).body;
}

test('a duplicate leads to the case it was merged into: customers on the page and in the mail, staff on theirs', async () => {
	const whole = { totalMinor: 5_000n };
	const ofOther = await buildInvoice(other.inside, other.account.customer, whole);
	const [own, goesOn, theirs] = [
		await buildDispute(ours.inside, await buildInvoice(ours.inside, ours.account.customer, whole)),
		await buildDispute(ours.inside, await buildInvoice(ours.inside, ours.account.customer, whole)),
		await buildDispute(other.inside, ofOther, { reference: 'LIT-2026-900001' })
	];
	const desk = callerFor(ours.desk.collector).desk.disputes;
	const portal = callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes;
	const close = (duplicateOf: string) =>
		desk.close({ disputeId: own.id, to: 'duplicate', note: 'La même livraison.', duplicateOf });
	for (const wrong of ['LIT-1999-000001', own.reference, theirs.reference])
		await expect(close(wrong)).rejects.toMatchObject({ message: 'duplicate_unknown' });
	expect(await statusOf(own.id)).toBe('submitted');
	await close(` ${goesOn.reference.toLowerCase()} `);
	expect(await portal.show({ reference: own.reference })).toMatchObject({
		status: 'duplicate',
		duplicateOf: goesOn.reference
	});
	expect((await mailsAbout(own.id)).at(-1)).toMatchObject({
		mail: 'dispute-update',
		facts: {
			event: 'closed',
			duplicateOf: goesOn.reference,
			path: `/disputes/${goesOn.reference}`,
			message: 'La même livraison.'
		}
	});
	const way = `href="/disputes/${goesOn.reference}"`;
	expect(await deskPage(own.reference)).toContain(way);
	await desk.reopen({ disputeId: own.id, note: 'Une autre.' });
	expect(await portal.show({ reference: own.reference })).toMatchObject({ duplicateOf: null });
	expect(await desk.page({ reference: own.reference })).toMatchObject({ duplicateOf: null });
});

test.each(['decided', 'implementing', 'resolved', 'withdrawn', 'duplicate', 'not_a_dispute'])(
	'a case that is %s is not opened again by a plain step, without a reason',
	async (status) => {
		await putInStatus(disputeId, status);
		const { move, reopen } = callerFor(ours.desk.collector).desk.disputes;
		await expect(move({ disputeId, to: 'in_progress', note: '' })).rejects.toMatchObject({
			message: 'transition_not_allowed'
		});
		expect(await statusOf(disputeId)).toBe(status);
		await reopen({ disputeId, note: 'Le client conteste le solde.' });
		expect(await statusOf(disputeId)).toBe('in_progress');
	}
);

test('a case of another organisation does not exist', async () => {
	const foreign = other.account.dispute.id;
	await expect(decide({ disputeId: foreign })).rejects.toMatchObject({ code: 'not_found' });
	await expect(
		unitOfWork(ours.desk.collector, (unit) =>
			resolveDispute(unit, { disputeId: foreign, creditNoteNumber: 'X' })
		)
	).rejects.toMatchObject({ code: 'not_found' });
	await expect(
		unitOfWork(ours.desk.collector, (unit) =>
			reopenDispute(unit, { disputeId: foreign, note: 'x' })
		)
	).rejects.toMatchObject({ code: 'not_found' });
});

test('what another case contests and what is promised are not asked for by the mail that closes a case', async () => {
	await buildDispute(ours.inside, invoice, { claimedMinor: 30_000n });
	await decide({ acceptedMinor: 20_000n });
	expect((await resolve('AV-still-due')).stillDueMinor).toBe(250_000n);
	const [mail] = (await mailsAbout(disputeId)).filter((put) => put.mail === 'dispute-resolved');
	expect(mail!.facts).toMatchObject({ stillDue: { minor: '250000', currency: 'EUR' } });
});

test('a reason that holds the whole invoice leaves nothing to ask for when another case is closed', async () => {
	await buildDispute(ours.inside, invoice, { claimedMinor: 1n, reasonCode: 'order_reference' });
	await decide({ acceptedMinor: 20_000n });
	expect((await resolve('AV-whole')).stillDueMinor).toBe(0n);
});
