import { beforeAll, describe, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { deliverDue } from '$lib/server/delivery/deliver';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { deliveriesOf } from '../delivery/outbox-world';
import { arrive, lastFate, listenToMail, messagesIn, replyAddressOf, written } from './mail-world';
import '$lib/server/jobs/notice-hooks';

useDatabase();

let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	listenToMail();
});

const desk = (company: Company = ours) => callerFor(company.desk.collector).desk;
const PDF = { name: 'bon.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF') };
const ZIP = { name: 'photos.zip', type: 'application/zip', bytes: Buffer.from('PK..') };

/** A mail nobody vouches for, and nobody asked for. */
async function newMail(text: string, from = 'ana@perso.test') {
	const files = [PDF, ZIP];
	const mail = { from: `Ana <${from}>`, to: 'compta@menuiserie.test', subject: 'Litige' };
	await arrive(ours, written({ ...mail, text, files, vouched: false }));
	return lastFate(ours);
}

test('an answer to a reminder holds the next one until somebody has read it', async () => {
	const { customer, contact } = ours.account;
	await runDunning(ours.inside);
	await deliverDue();
	const notices = async () =>
		(await deliveriesOf(ours)).filter(
			(row) =>
				row.customerId === customer.id && row.mail === 'dunning-notice' && row.status === 'sent'
		);
	const [reminder] = await notices();
	await arrive(
		ours,
		written({ from: contact.email, to: replyAddressOf(ours, reminder!), text: 'Je regarde.' })
	);
	const mail = await lastFate(ours);
	expect(mail).toMatchObject({
		kind: 'triage',
		why: 'about_account',
		noticeId: reminder!.noticeId
	});
	setClock(new Date('2026-03-17T09:00:00Z'));
	await runDunning(ours.inside);
	await deliverDue();
	expect(await notices()).toHaveLength(1);
	expect(JSON.stringify(await asOwner('select reasons from decision'))).toContain('reply_unread');

	const list = await desk().inbound.list({});
	expect(list.rows).toMatchObject([{ mailId: mail.mailId, verified: true, holdsReminders: true }]);
	expect((await desk().settings.frame()).mails).toBe(1);
	await expect(desk().inbound.done({ mailId: mail.mailId, note: '' })).rejects.toThrow(
		'mail_note_required'
	);
	await expect(desk(other).inbound.done({ mailId: mail.mailId, note: 'x' })).rejects.toThrow(
		'not_found'
	);
	await desk().inbound.done({ mailId: mail.mailId, note: 'Il paie vendredi' });
	await expect(desk().inbound.done({ mailId: mail.mailId, note: 'encore' })).rejects.toThrow(
		'conflict'
	);
	expect((await desk().inbound.list({})).rows).toEqual([]);

	setClock(new Date('2026-03-18T09:00:00Z'));
	const before = await asOwner<{ n: number }>('select count(*)::int as n from notice');
	await runDunning(ours.inside);
	const after = await asOwner<{ n: number }>('select count(*)::int as n from notice');
	expect(after[0]!.n).toBeGreaterThan(before[0]!.n);
});

describe('a mail nobody vouches for', () => {
	test('is added to a case as a note of the house, with its files; its customer sees neither', async () => {
		const { dispute, portalPath } = ours.account;
		const mail = await newMail('Voici la preuve');
		const named = await newMail(`Pour ${dispute.reference.toLowerCase()} et LIT-2026-999999`);
		expect((await desk().inbound.page({ mailId: named.mailId })).cases).toMatchObject([
			{ reference: dispute.reference, isSuggested: true, customerName: 'Customer m1' }
		]);
		expect(await desk().inbound.page({ mailId: mail.mailId })).toMatchObject({
			...{ verified: false, mayAct: true, customers: [] },
			files: [{ name: 'bon.pdf' }, { name: 'photos.zip' }]
		});
		const attach = (reference: string) => desk().inbound.attach({ mailId: mail.mailId, reference });
		await expect(attach('')).rejects.toThrow('mail_case_required');
		await expect(attach('LIT-2026-999999')).rejects.toThrow('mail_case_unknown');
		await expect(
			desk(other).inbound.attach({ mailId: mail.mailId, reference: dispute.reference })
		).rejects.toThrow('not_found');
		expect(await messagesIn(ours, dispute.id)).toEqual([]);

		expect(await attach(dispute.reference.toLowerCase())).toEqual({ reference: dispute.reference });
		const [note] = await messagesIn(ours, dispute.id);
		expect(note).toMatchObject({ audience: 'internal', authorKind: 'staff' });
		expect(note!.body).toBe(
			'E-mail reçu, expéditeur\u00a0: Ana <ana@perso.test>, objet\u00a0: Litige\n\nVoici la preuve\n\nFichiers non repris de l’e-mail\u00a0: photos.zip'
		);
		expect(await asOwner('select name, audience from attachment')).toEqual([
			{ name: 'bon.pdf', audience: 'internal' }
		]);
		const portal = callerFor(await portalScopeOf(portalPath)).portal;
		const seen = await portal.disputes.show({ reference: dispute.reference });
		const text = JSON.stringify(seen, (_, value) =>
			typeof value === 'bigint' ? `${value}` : value
		);
		expect(text).not.toContain('preuve');
		expect(text).not.toContain('bon.pdf');
		expect((await desk().inbound.page({ mailId: mail.mailId })).reading).toMatchObject({
			deed: 'attached',
			reference: dispute.reference
		});
		// A button of its own lets her take part, nothing else does.
		expect((await desk().inbound.page({ mailId: mail.mailId })).mayTakePart).toBe(true);
		expect((await desk().disputes.page({ reference: dispute.reference })).followers).toEqual([]);
	});

	test('of a verified contact is his own message', async () => {
		const { dispute, contact } = ours.neighbour;
		await arrive(
			ours,
			written({ from: contact.email, to: 'compta@menuiserie.test', text: 'Je complète.' })
		);
		const { mailId } = await lastFate(ours);
		const page = await desk().inbound.page({ mailId });
		expect(page.customers).toEqual([{ code: 'M2', name: 'Customer m2' }]);
		expect(page.cases).toMatchObject([
			{ reference: dispute.reference, isSuggested: false, openedOn: dispute.openedOn }
		]);
		await desk().inbound.attach({ mailId, reference: dispute.reference });
		expect(await messagesIn(ours, dispute.id)).toMatchObject([
			{ audience: 'customer', authorKind: 'customer', body: 'Je complète.' }
		]);
		expect((await desk().inbound.page({ mailId })).mayTakePart).toBe(false);
	});

	test('becomes a dispute with what its words suggest, once', async () => {
		const { customer, overdue } = ours.account;
		const mail = await newMail(`La facture ${overdue.number} : le carton est arrivé endommagé`);
		const given = { mailId: mail.mailId, customerId: customer.id };
		expect(await desk().inbound.forDispute(given)).toMatchObject({
			invoiceIds: [overdue.id],
			reasonCode: 'goods_damaged',
			fromEmail: 'ana@perso.test'
		});
		await expect(
			desk(other).inbound.forDispute({ mailId: mail.mailId, customerId: other.account.customer.id })
		).rejects.toThrow('not_found');
		const input = {
			...given,
			items: [{ invoiceId: overdue.id }],
			reasonCode: 'goods_damaged',
			explanation: mail.text,
			source: 'email' as const,
			raisedByName: 'Ana',
			idempotencyKey: 'from-a-mail'
		};
		const { reference } = await desk().inbound.dispute(input);
		expect(await desk().inbound.dispute(input)).toEqual({ reference });
		const page = await desk().inbound.page({ mailId: mail.mailId });
		expect(page).toMatchObject({ mayAct: false, reading: { deed: 'disputed', reference } });
		const attached = await asOwner(
			'select a.name from attachment a join dispute d on d.id = a.dispute_id where d.reference = $1 and d.organisation_id = $2',
			[reference, ours.inside.organisationId]
		);
		expect(attached).toEqual([{ name: 'bon.pdf' }]);
	});

	test('whose files are more than a dispute takes names those that stayed behind', async () => {
		const { customer, overdue } = ours.neighbour;
		await arrive(
			ours,
			written({
				...{ from: 'ana@perso.test', to: 'compta@menuiserie.test', vouched: false },
				files: [1, 2, 3].map((at) => ({ ...PDF, name: `bon-${at}.pdf` }))
			})
		);
		const { mailId } = await lastFate(ours);
		const { reference } = await desk().inbound.dispute({
			...{ mailId, customerId: customer.id, items: [{ invoiceId: overdue.id }] },
			...{ reasonCode: 'goods_damaged', explanation: 'Endommagé', source: 'email' as const },
			...{ raisedByName: 'Ana', idempotencyKey: 'more-than-ten' },
			files: Array.from({ length: 9 }, (_, at) => ({ name: `a-${at}.pdf`, bytes: PDF.bytes }))
		});
		const [kept] = await asOwner<{ explanation: string }>(
			'select explanation from dispute where reference = $1 and organisation_id = $2',
			[reference, ours.inside.organisationId]
		);
		expect(kept!.explanation).toContain('bon-2.pdf, bon-3.pdf');
		expect(kept!.explanation).not.toContain('bon-1.pdf');
	});

	test('of a verified contact, without a word, becomes a note that points to the original', async () => {
		const { dispute, contact } = ours.neighbour;
		await arrive(ours, written({ from: contact.email, to: 'x@menuiserie.test', text: '' }));
		const { mailId } = await lastFate(ours);
		await desk().inbound.attach({ mailId, reference: dispute.reference });
		const note = (await messagesIn(ours, dispute.id)).at(-1)!;
		expect(note).toMatchObject({ audience: 'internal', authorKind: 'staff' });
		expect(note.body).toContain('Ce message ne contient aucun texte lisible');
	});

	test.each([
		['whose words nobody can read is a note with its file', true, [PDF], ['bon.pdf']],
		['without words, with files nobody takes, is a note', false, [ZIP], []],
		['of nothing but a photo is his message', false, [PDF], ['bon.pdf']]
	])('of a verified contact %s', async (_, isLong, files, taken) => {
		const { dispute, contact } = ours.neighbour;
		const letter = { from: contact.email, to: 'x@menuiserie.test', files };
		const raw = isLong
			? written({ ...letter, text: '<p>mot mot</p>\r\n'.repeat(40_000), type: 'text/html' })
			: written({ ...letter, text: '' });
		await arrive(ours, raw);
		const { mailId } = await lastFate(ours);
		const isMessage = !isLong && taken.length > 0;
		expect((await desk().inbound.page({ mailId })).speaks).toBe(isMessage);
		await desk().inbound.attach({ mailId, reference: dispute.reference });
		const last = (await messagesIn(ours, dispute.id)).at(-1)!;
		expect(last.audience).toBe(isMessage ? 'customer' : 'internal');
		if (!isMessage) expect(last.body).toContain('son original est dans les e-mails reçus');
		expect(await asOwner('select name from attachment where message_id = $1', [last.id])).toEqual(
			taken.map((name) => ({ name }))
		);
	});

	test('that passes on what a carrier wrote brings all of it; what is left out is named', async () => {
		const { dispute, contact } = ours.neighbour;
		const attached = async (text: string) => {
			await arrive(ours, written({ from: contact.email, to: 'x@menuiserie.test', text }));
			const { mailId } = await lastFate(ours);
			await desk().inbound.attach({ mailId, reference: dispute.reference });
			return (await messagesIn(ours, dispute.id)).at(-1)!.body;
		};
		const head = '---------- Forwarded message ---------\nDe : Leroy <quai@leroy.test>';
		expect(await attached(`Voir.\n\n${head}\n\nNous reconnaissons la casse.`)).toMatch(
			/^Voir\.[^]+reconnaissons la casse\.$/
		);
		const quoted = 'Le 3 mars 2026, Leroy <quai@leroy.test> a écrit :\n> Casse';
		expect(await attached(`Voir.\n\n${quoted}`)).toBe(
			'Voir.\n\nUn échange cité n’a pas été repris ici\u00a0: il est dans l’original, parmi les e-mails reçus.'
		);
		expect(await attached('Ligne 1\n[…]\nLigne 9')).toBe('Ligne 1\n[…]\nLigne 9');
	});

	test('is kept as it came', async () => {
		const mail = await newMail('Original');
		const file = await desk().inbound.original({ mailId: mail.mailId });
		expect(file.name).toBe('mail-2026-03-18.eml');
		expect(Buffer.from(file.content).toString()).toContain('Original');
		await expect(desk(other).inbound.original({ mailId: mail.mailId })).rejects.toThrow(
			'not_found'
		);
	});
});
