import { expect, test } from 'vitest';
import { createTransport } from 'nodemailer';
import { todayIn } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { invoice } from '$lib/server/db/schema/invoices';
import { asOwner, TEST_DAY, useDatabase } from '../../support/database';
import { portalScopeOf, resolverScopeOf } from '../../support/scopes';
import { startSmtp } from '../../support/smtp';
import { buildWorld } from '../../support/world';

useDatabase();

test('a test file has its own day', () => {
	expect(todayIn('Europe/Paris')).toBe(TEST_DAY);
});

test('the world has two companies, and each link opens its own account only', async () => {
	const { ours, other } = await buildWorld();
	const portal = await portalScopeOf(ours.account.portalPath);
	expect(portal.customerId).toBe(ours.account.customer.id);
	const seen = await unitOfWork(portal, ({ tx }) =>
		tx.select({ number: invoice.number }).from(invoice)
	);
	expect(seen.map((row) => row.number).sort()).toEqual([
		'M1-contested',
		'M1-overdue',
		'M1-paid',
		'M1-soon'
	]);
	const resolver = await resolverScopeOf(other.neighbour.resolverPath);
	expect(resolver.disputeId).toBe(other.neighbour.dispute.id);
	expect(await asOwner('select from invoice')).toHaveLength(16);
});

test('the mail server keeps what it is given and can fail in every way', async () => {
	const smtp = await startSmtp();
	const send = () =>
		createTransport(smtp.url).sendMail({
			from: 'Menuiserie <compta@menuiserie.test>',
			to: 'ana@customer.test',
			subject: 'Votre réponse : 1 234,56 € – échéance du 3 mars, facture numéro 2026-000123',
			text: 'Bonjour Ana, où en êtes-vous ?',
			html: '<p>Où en êtes-vous ?</p>',
			messageId: '<fixed@entendu>'
		});
	await send();
	expect(smtp.mails[0]).toMatchObject({
		to: 'ana@customer.test',
		subject: 'Votre réponse : 1 234,56 € – échéance du 3 mars, facture numéro 2026-000123',
		messageId: '<fixed@entendu>',
		html: '<p>Où en êtes-vous ?</p>',
		text: expect.stringContaining('Bonjour Ana, où en êtes-vous ?')
	});
	for (const [mood, code] of [
		['refuse', 421],
		['later', 451],
		['never', 550]
	] as const) {
		smtp.mood = mood;
		await expect(send()).rejects.toMatchObject({ responseCode: code });
	}
	smtp.mood = 'drop';
	await expect(send()).rejects.toThrow();
	expect(smtp.mails).toHaveLength(2);
	await smtp.close();
});
