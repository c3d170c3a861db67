import { expect, test } from 'vitest';
import { sealEvents } from '$lib/server/audit/seal-events';
import { isUnbroken, verifyChain } from '$lib/server/audit/verify-chain';
import { bytes } from '../integration/intake/files';
import { asOwner } from '../support/database';
import { buildContact } from '../support/factories';
import { callerFor } from '../support/scopes';
import { useStory } from '../support/story';
import { buildWorld } from '../support/world';

const story = useStory();

test('a person who is erased gets no mail any more: not the one that waits, not after the next import', async () => {
	story.time('2026-03-03', 7);
	const { ours, other } = await buildWorld();
	const { customer } = ours.account;
	const billing = ours.account.contact;
	const leaving = await buildContact(ours.inside, customer, {
		...{ name: 'Odile Fontenoy', email: 'odile@m1.test', role: 'collections' }
	});
	const her = await buildContact(other.inside, other.account.customer, {
		...{ name: 'Odile Fontenoy', email: 'odile@m1.test', role: 'collections' }
	});
	const desk = callerFor(ours.desk.admin).desk;

	/** How many addresses of the file were left out. */
	const importFile = async (at: number): Promise<number | undefined> => {
		const content = bytes(
			`Client;Facture;Date;Échéance;Montant;E-mail;Contact\n${customer.code};N-${at};02/01/2026;02/02/2026;500,00;${leaving.email};Odile Fontenoy\n`
		);
		const { id } = await desk.imports.upload({ name: `export-${at}.csv`, content });
		const { preview } = await desk.imports.show({ id });
		await desk.imports.confirm({ id });
		return preview?.erasedCount;
	};

	await story.day('2026-03-03');
	const toOdile = (house: string) =>
		story.smtp.mails.filter(({ to, from }) => /odile|erased/i.test(to) && from.includes(house));
	const before = toOdile('Menuiserie').length;
	expect([before, toOdile('Northwind').length]).toEqual([1, 1]);

	// Her server is away: what is for her waits.
	story.smtp.mood = 'later';
	await desk.disputes.log({
		...{ customerId: customer.id, source: 'phone', raisedByName: leaving.name },
		...{ raisedByEmail: leaving.email, reasonCode: 'price_unit', requestedOutcome: 'NOA' },
		items: [{ invoiceId: ours.account.dueSoon.id, claimedMinor: 1_000n }],
		explanation: 'Prix faux',
		files: [],
		idempotencyKey: 'logged-by-telephone'
	});
	await story.wake();
	const page = await desk.privacy.person({ code: customer.code, contactId: leaving.id });
	expect(page.waiting).toBeGreaterThan(0);
	await desk.privacy.erase({ contactId: leaving.id });
	story.smtp.mood = 'accept';

	// The books name her again in every file: nothing of it comes in, what is owed does.
	for (const [at, day] of ['2026-03-05', '2026-03-17', '2026-03-24'].entries()) {
		story.time(day, 7);
		expect(await importFile(at)).toBe(1);
		await story.day(day);
	}

	expect(toOdile('Menuiserie')).toHaveLength(before);
	// Another house has her as before.
	expect(
		await callerFor(other.desk.admin).desk.privacy.person({ code: 'N1', contactId: her.id })
	).toMatchObject({ name: 'Odile Fontenoy' });
	// What is owed is asked for all the same: of the colleague who is left, once somebody has confirmed it.
	const decided = await asOwner<{ outcome: string; contact: string }>(
		`select outcome, detail->>'contactId' as contact from decision
			where customer_id = $1 order by decided_at desc limit 1`,
		[customer.id]
	);
	expect(decided).toEqual([{ outcome: 'confirm', contact: billing.id }]);
	await sealEvents(ours.inside, 'whole');
	expect(isUnbroken(await verifyChain(ours.inside))).toBe(true);
});
