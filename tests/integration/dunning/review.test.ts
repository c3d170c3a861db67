import { beforeEach, describe, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import type { StepContent } from '$lib/domain/dunning/scenario';
import { setClock } from '$lib/server/clock';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { renderMail } from '$lib/server/mail/render';
import type { SystemScope } from '$lib/server/auth/scope';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildContact,
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildOrganisation,
	buildPayment,
	buildPortalLink,
	buildUser,
	type InvoiceRow
} from '../../support/factories';
import { followScenario } from '../../support/scenario';
import { callerFor, deskScopeOf, portalScopeOf } from '../../support/scopes';
import { claimMail, deliveriesIn, noticesIn } from './world';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

/** A company whose reminders wait for a person, and one officer of it. */
async function company(customers = 1, step: Partial<StepContent> = {}) {
	const inside = await buildOrganisation();
	await followScenario(inside, { automatic: false, ...step });
	const officer = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const colleague = await buildUser(inside, { role: 'collector', name: 'Paul Roy' });
	const debtors = [];
	for (let n = 0; n < customers; n++)
		debtors.push(await debtor(inside, n === 0 ? officer.id : null));
	await runDunning(inside);
	return {
		inside,
		debtors,
		desk: callerFor(deskScopeOf(officer, inside)).desk,
		other: callerFor(deskScopeOf(colleague, inside)).desk,
		idOf: async (customerId: string) => (await noticesIn(inside, customerId))[0]!.id
	};
}

async function debtor(inside: SystemScope, collectorId: string | null) {
	const customer = await buildCustomer(inside, { collectorId });
	const contact = await buildContact(inside, customer, { name: 'Ana Petit' });
	return { customer, contact, invoice: await buildInvoice(inside, customer) };
}

const claim = claimMail;
const paid = (inside: SystemScope, invoice: InvoiceRow) => buildPayment(inside, invoice);
const auditOf = (inside: SystemScope, action: string) =>
	asOwner<{ actor_name: string }>(
		'select actor_name from audit_event where organisation_id = $1 and action = $2',
		[inside.organisationId, action]
	);
const queueOf = (desk: Awaited<ReturnType<typeof company>>['desk']) => desk.review.queue({});

test('a promise that waits for a decision is told to whoever says yes, until it is over', async () => {
	const { debtors, desk, idOf } = await company();
	const { customer, invoice } = debtors[0]!;
	await desk.promises.make({
		...{ customerId: customer.id, dueOn: '2026-09-30', note: '', idempotencyKey: 'late' },
		items: [{ invoiceId: invoice.id, amountMinor: 4_000n }]
	});
	const told = [{ dueOn: '2026-09-30', amounts: [{ minor: 4_000n, currency: 'EUR' }] }];
	const noticeId = await idOf(customer.id);
	expect((await queueOf(desk)).rows).toMatchObject([{ undecided: told }]);
	expect(await desk.dunning.notice({ noticeId })).toMatchObject({ undecided: told });
	const { promises } = await desk.promises.ofCustomer({ customerId: customer.id });
	await desk.promises.withdraw({ promiseId: promises[0]!.id, note: 'Trop tard' });
	expect((await queueOf(desk)).rows).toMatchObject([{ undecided: [] }]);
});

test('a payment he reported and nobody looked for is told to whoever says yes, until somebody did', async () => {
	const { inside, debtors, desk, idOf } = await company(2);
	const { contact, customer, invoice } = debtors[0]!;
	const portal = callerFor(await portalScopeOf(await buildPortalLink(inside, contact))).portal;
	const { claimId } = await portal.payments.claim({
		...{ invoiceIds: [invoice.id], paidOn: localDate('2026-03-02'), amountMinor: 4_000n },
		...{ currency: 'EUR', reference: '', language: 'fr', idempotencyKey: 'reported' }
	});
	const told = { amount: { minor: 4_000n, currency: 'EUR' }, invoiceIds: [invoice.id] };
	const noticeId = await idOf(customer.id);
	const reportsOf = async () =>
		new Map((await queueOf(desk)).rows.map((row) => [row.noticeId, row.reported]));
	expect((await reportsOf()).get(noticeId)).toMatchObject([told]);
	expect((await reportsOf()).get(await idOf(debtors[1]!.customer.id))).toEqual([]);
	expect(await desk.dunning.notice({ noticeId })).toMatchObject({ reported: [told] });
	await desk.payments.answerClaim({ claimId, verdict: 'not_found' });
	expect((await reportsOf()).get(noticeId)).toEqual([]);
});

describe('many at once', () => {
	test('yes to those ticked: each leaves with its audit row, what was paid meanwhile stays and says why', async () => {
		const { inside, debtors, desk, idOf } = await company(3);
		const ids = await Promise.all(debtors.map(({ customer }) => idOf(customer.id)));
		await paid(inside, debtors[1]!.invoice);
		const result = await desk.review.decide({ verb: 'confirm', chosen: { noticeIds: ids } });
		expect(result).toMatchObject({
			done: 2,
			refused: [{ noticeId: ids[1], customerName: debtors[1]!.customer.name, reasons: ['settled'] }]
		});
		expect(await deliveriesIn(inside)).toHaveLength(2);
		expect(await auditOf(inside, 'notice.confirmed')).toHaveLength(2);
		expect((await queueOf(desk)).rows).toMatchObject([{ noticeId: ids[1], changed: ['settled'] }]);
	});

	test('two officers at the same time say yes once', async () => {
		const { inside, desk, other, debtors, idOf } = await company(2);
		const noticeIds = await Promise.all(debtors.map(({ customer }) => idOf(customer.id)));
		const order = { verb: 'confirm' as const, chosen: { noticeIds } };
		const [first, second] = await Promise.all([
			desk.review.decide(order),
			other.review.decide(order)
		]);
		expect(first.done + second.done).toBe(2);
		expect([...first.refused, ...second.refused].map(({ code }) => code)).toEqual([
			'conflict',
			'conflict'
		]);
		expect(await deliveriesIn(inside)).toHaveLength(2);
	});

	test('no needs a reason, which is kept with each', async () => {
		const { inside, desk, debtors, idOf } = await company(2);
		const noticeIds = await Promise.all(debtors.map(({ customer }) => idOf(customer.id)));
		const skip = { verb: 'skip' as const, chosen: { noticeIds } };
		await expect(desk.review.decide(skip)).rejects.toMatchObject({
			cause: { code: 'skip_reason_required' }
		});
		expect(await desk.review.decide({ ...skip, note: 'Fermé pour congés' })).toMatchObject({
			done: 2
		});
		for (const row of await noticesIn(inside))
			expect(row).toMatchObject({ status: 'cancelled', content: { note: 'Fermé pour congés' } });
		expect(await auditOf(inside, 'notice.skipped')).toHaveLength(2);
	});

	test('no to one needs a reason too', async () => {
		const { inside, desk, debtors, idOf } = await company();
		const noticeId = await idOf(debtors[0]!.customer.id);
		for (const note of [undefined, ' \n'])
			await expect(desk.dunning.skip({ noticeId, ...(note && { note }) })).rejects.toMatchObject({
				cause: { code: 'skip_reason_required', field: 'note' }
			});
		expect((await noticesIn(inside))[0]!.status).toBe('to_confirm');
		expect(await auditOf(inside, 'notice.skipped')).toEqual([]);
	});

	test('all of a filter: my accounts, and only as many as were seen', async () => {
		const { inside, desk, debtors } = await company(3);
		const filter = { mine: true };
		expect(await desk.review.queue(filter)).toMatchObject({ total: 1, mine: 1, everybody: 3 });
		await expect(
			desk.review.decide({ verb: 'confirm', chosen: { filter, seen: 2 } })
		).rejects.toMatchObject({ cause: { code: 'queue_changed' } });
		expect(
			await desk.review.decide({ verb: 'confirm', chosen: { filter, seen: 1 } })
		).toMatchObject({ done: 1, left: 0 });
		const [mine] = debtors;
		expect((await noticesIn(inside, mine!.customer.id))[0]!.status).toBe('planned');
		expect(await desk.review.queue({ channel: 'letter' })).toMatchObject({ total: 0, waiting: 2 });
		expect((await desk.review.queue({})).steps).toMatchObject([{ n: 2 }]);
	});

	test('a call is noted on its own page, with what came of it', async () => {
		const { inside, desk, debtors, idOf } = await company();
		const noticeId = await idOf(debtors[0]!.customer.id);
		await asOwner("update notice set channel = 'call' where id = $1", [noticeId]);
		expect(
			await desk.review.decide({ verb: 'confirm', chosen: { noticeIds: [noticeId] } })
		).toMatchObject({ done: 0, refused: [{ code: 'one_at_a_time' }] });
		expect((await noticesIn(inside))[0]!.status).toBe('to_confirm');
	});

	test('another company neither sees nor touches it', async () => {
		const ours = await company();
		const theirs = await company();
		const noticeId = await ours.idOf(ours.debtors[0]!.customer.id);
		const chosen = { noticeIds: [noticeId] };
		expect((await queueOf(theirs.desk)).rows.map((row) => row.noticeId)).not.toContain(noticeId);
		expect(await theirs.desk.review.decide({ verb: 'confirm', chosen })).toMatchObject({ done: 0 });
		for (const ask of [
			() => theirs.desk.review.words({ noticeId }),
			() => theirs.desk.review.noticeMail({ noticeId }),
			() => theirs.desk.review.reword({ noticeId, seen: '', words: TYPED }),
			() => theirs.desk.review.plannedMail({ customerId: ours.debtors[0]!.customer.id })
		])
			await expect(ask()).rejects.toMatchObject({ cause: { code: 'not_found' } });
		expect((await noticesIn(ours.inside))[0]).toMatchObject({ status: 'to_confirm' });
	});
});

const TYPED = {
	subject: 'Votre compte, <b>comme convenu</b>',
	body: 'Bonjour Ana,\n\nComme convenu au téléphone, voici votre #lien_compte.',
	closing: 'À bientôt'
};

describe('the words of one notice', () => {
	test('begin as what would leave, tags filled in, and leave as they were typed', async () => {
		const { inside, desk, debtors, idOf } = await company();
		const [{ invoice, customer }] = debtors as [(typeof debtors)[number]];
		const noticeId = await idOf(customer.id);
		const shown = await desk.review.words({ noticeId });
		expect(shown.words).toMatchObject({ closing: '' });
		expect(shown.words!.body).toContain('Bonjour Ana Petit');
		expect(shown.words!.subject).toContain(invoice.number);
		await desk.review.reword({ noticeId, seen: shown.seen, words: TYPED });
		const preview = await desk.review.noticeMail({ noticeId });
		expect(preview).toMatchObject({
			to: { name: 'Ana Petit' },
			mail: { subject: TYPED.subject, edited: { by: 'Claire Morel' } }
		});
		await desk.dunning.confirm({ noticeId });
		const claimed = await claim(inside, noticeId);
		if (!claimed.send) throw new Error(claimed.reasons.join());
		const mail = await renderMail('dunning-notice', 'fr', claimed.facts);
		expect(mail.subject).toBe(TYPED.subject);
		expect(mail.text).toContain('Comme convenu au téléphone');
		expect(mail.text).toContain('À bientôt');
		expect(mail.text).toContain(invoice.number);
		expect(mail.html).not.toContain('<b>comme');
		expect(mail.html).toMatch(/<a href="https:\/\/link\.invalid\/sample"[^>]*>/);
		expect((await noticesIn(inside))[0]!.content).toMatchObject({
			words: { edited: { by: 'Claire Morel' }, fr: { subject: TYPED.subject } }
		});
	});

	test('are rewritten by one after the other; a second who read older words is told, and keeps his', async () => {
		const { desk, other, debtors, idOf } = await company();
		const noticeId = await idOf(debtors[0]!.customer.id);
		const { seen } = await desk.review.words({ noticeId });
		await desk.review.reword({ noticeId, seen, words: TYPED });
		const theirs = { ...TYPED, subject: 'Autre objet' };
		await expect(other.review.reword({ noticeId, seen, words: theirs })).rejects.toMatchObject({
			cause: { code: 'conflict' }
		});
		const again = await other.review.words({ noticeId });
		expect(again.words).toEqual(TYPED);
		await other.review.reword({ noticeId, seen: again.seen, words: theirs });
		const { edits, words } = await desk.review.words({ noticeId });
		expect(words).toEqual(theirs);
		expect(edits.map(({ by, words: of }) => [by, of?.subject])).toEqual([
			['Paul Roy', 'Autre objet'],
			['Claire Morel', TYPED.subject]
		]);
	});

	test('go back to the usual ones, and what was written stays in the history', async () => {
		const { desk, debtors, idOf } = await company();
		const noticeId = await idOf(debtors[0]!.customer.id);
		const { seen, words: usual } = await desk.review.words({ noticeId });
		await desk.review.reword({ noticeId, seen, words: TYPED });
		const { seen: last } = await desk.review.words({ noticeId });
		await desk.review.restoreWords({ noticeId, seen: last });
		const { words, edits, edited } = await desk.review.words({ noticeId });
		expect({ words, edited }).toEqual({ words: usual, edited: false });
		expect(edits.map((edit) => edit.words !== null)).toEqual([false, true]);
	});

	test('an unknown tag is refused and named, an empty body too', async () => {
		const { desk, debtors, idOf } = await company();
		const noticeId = await idOf(debtors[0]!.customer.id);
		const save = (words: Partial<typeof TYPED>) =>
			desk.review.reword({ noticeId, seen: '', words: { ...TYPED, ...words } });
		await expect(save({ body: 'Bonjour #prenom' })).rejects.toMatchObject({
			cause: { code: 'tag_unknown', field: 'body', details: { tag: 'prenom' } }
		});
		await expect(save({ body: ' ' })).rejects.toMatchObject({ cause: { code: 'required' } });
	});

	test('that name an amount of before are read again before they leave', async () => {
		const { inside, desk, debtors, idOf } = await company();
		const [{ invoice, customer }] = debtors as [(typeof debtors)[number]];
		const noticeId = await idOf(customer.id);
		const body = 'Merci de régler 1 000,00 € cette semaine.';
		await desk.review.reword({ noticeId, seen: '', words: { ...TYPED, body } });
		await buildDispute(inside, invoice, { claimedMinor: 20_000n });
		expect((await queueOf(desk)).rows).toMatchObject([
			{ outdated: [expect.stringMatching(/^1.000,00.€$/)], editedBy: 'Claire Morel' }
		]);
		const chosen = { noticeIds: [noticeId] };
		expect(await desk.review.decide({ verb: 'confirm', chosen })).toMatchObject({
			refused: [{ code: 'words_outdated' }]
		});
		const { seen, ...shown } = await desk.review.words({ noticeId });
		expect(shown).toMatchObject({
			askedThen: expect.stringMatching(/^1.000,00.€$/),
			askedNow: expect.stringMatching(/^800,00.€$/)
		});
		const words = { ...TYPED, body: 'Merci de régler 800,00 € cette semaine.' };
		await desk.review.reword({ noticeId, seen, words });
		expect(await desk.review.decide({ verb: 'confirm', chosen })).toMatchObject({ done: 1 });
	});

	test('of a mail on its way whose amount changes come back to a person, and leave when confirmed anew', async () => {
		const { inside, desk, debtors, idOf } = await company();
		const [{ invoice, customer }] = debtors as [(typeof debtors)[number]];
		const noticeId = await idOf(customer.id);
		const body = 'Merci de régler 1 000,00 € cette semaine.';
		await desk.review.reword({ noticeId, seen: '', words: { ...TYPED, body } });
		await desk.dunning.confirm({ noticeId });
		await buildDispute(inside, invoice, { claimedMinor: 20_000n });
		expect(await claim(inside, noticeId)).toEqual({ send: false, reasons: ['amount_changed'] });
		expect((await noticesIn(inside))[0]).toMatchObject({ status: 'to_confirm' });
		const { seen } = await desk.review.words({ noticeId });
		await desk.review.reword({ noticeId, seen, words: { ...TYPED, body: 'Merci de régler.' } });
		setClock(new Date('2026-03-03T11:00:00Z'));
		await desk.dunning.confirm({ noticeId });
		expect((await claim(inside, noticeId)).send).toBe(true);
		expect(await deliveriesIn(inside)).toHaveLength(2);
	});

	test.each([
		{
			automatic: false,
			edited: true,
			waits: 'are kept where a person says yes to the step planned anew'
		},
		{
			automatic: true,
			edited: false,
			waits: 'do not leave by themselves after the facts called them off'
		}
	])('$waits', async ({ automatic, edited }) => {
		const { inside, desk, debtors, idOf } = await company(1, { automatic });
		const [{ customer }] = debtors as [(typeof debtors)[number]];
		const noticeId = await idOf(customer.id);
		await desk.review.reword({ noticeId, seen: '', words: TYPED });
		await asOwner(
			"update notice set status = 'cancelled', reasons = '[\"settled\"]' where id = $1",
			[noticeId]
		);
		await asOwner('update run set seen = null');
		await runDunning(inside);
		const again = await desk.review.words({ noticeId });
		expect(again.edited).toBe(edited);
		expect(again.edits).toHaveLength(1);
	});

	test('cannot be changed once it left', async () => {
		const { inside, desk, debtors, idOf } = await company();
		const noticeId = await idOf(debtors[0]!.customer.id);
		await desk.dunning.confirm({ noticeId });
		await claim(inside, noticeId);
		await expect(desk.review.reword({ noticeId, seen: '', words: TYPED })).rejects.toMatchObject({
			cause: { code: 'conflict' }
		});
		expect((await desk.review.words({ noticeId })).words).toBeNull();
	});

	test('are printed in a letter, which begins with its own usual words', async () => {
		const { inside, desk, debtors, idOf } = await company(1, { channel: 'letter' });
		const noticeId = await idOf(debtors[0]!.customer.id);
		const { words, seen } = await desk.review.words({ noticeId });
		expect(words!.body).toContain('dès réception de ce courrier');
		const typed = { ...words!, subject: 'Dernier rappel' };
		await desk.review.reword({ noticeId, seen, words: typed });
		// Interest goes on: tomorrow the sum that was typed is another one.
		setClock(new Date('2026-03-04T09:00:00Z'));
		await expect(desk.dunning.confirm({ noticeId })).rejects.toMatchObject({
			cause: { code: 'words_outdated' }
		});
		setClock(TEST_INSTANT);
		expect((await desk.dunning.notice({ noticeId })).wording).toMatchObject({
			subject: 'Dernier rappel'
		});
		await desk.dunning.confirm({ noticeId });
		expect((await noticesIn(inside))[0]!.content).toMatchObject({
			words: { fr: { subject: 'Dernier rappel' }, edited: { by: 'Claire Morel' } }
		});
		const { content } = await desk.dunning.letterFile({ noticeId });
		expect(Buffer.from(content).subarray(0, 4).toString()).toBe('%PDF');
	});
});

describe('the mail before it exists', () => {
	test('is shown from the plan with the facts of today, and nothing is written', async () => {
		const inside = await buildOrganisation();
		await followScenario(inside, { copyRoles: ['billing'], internalCopies: ['collector'] });
		const officer = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
		const { customer, invoice } = await debtor(inside, officer.id);
		await buildContact(inside, customer, { role: 'billing', name: 'Bo Blanc' });
		const before = await rowsOf();
		const { desk } = callerFor(deskScopeOf(officer, inside));
		const preview = await desk.review.plannedMail({ customerId: customer.id });
		expect(preview).toMatchObject({
			to: { name: 'Ana Petit' },
			copies: [{ name: 'Bo Blanc' }],
			colleagues: [{ name: 'Claire Morel' }]
		});
		expect(preview.mail!.html).toContain(invoice.number);
		expect(preview.mail!.text).toContain(invoice.number);
		await paid(inside, invoice);
		expect(await desk.review.plannedMail({ customerId: customer.id })).toMatchObject({
			mail: null
		});
		expect(await rowsOf()).toEqual(before);
	});
});

const rowsOf = async () =>
	Promise.all(
		['notice', 'delivery', 'link', 'run', 'audit_event'].map((table) =>
			asOwner<{ n: string }>(`select count(*) as n from "${table}"`)
		)
	);

test('words typed for a step of a run that was cancelled go along with the step planned anew', async () => {
	const { inside, debtors, desk, idOf } = await company();
	const { customer } = debtors[0]!;
	const noticeId = await idOf(customer.id);
	const { seen, words } = await desk.review.words({ noticeId });
	await desk.review.reword({
		...{ noticeId, seen },
		words: { ...words!, body: 'Comme convenu, #lien_compte' }
	});
	const [run] = await desk.dunning.runs();
	await desk.runs.order({ runId: run!.runId, kind: 'cancel' });
	expect((await queueOf(desk)).rows).toEqual([]);

	setClock(new Date(TEST_INSTANT.getTime() + 86_400_000));
	await runDunning(inside);
	expect((await queueOf(desk)).rows).toMatchObject([
		{ noticeId, editedBy: 'Claire Morel', plannedOn: '2026-03-04', outdated: [] }
	]);
	const again = await desk.review.words({ noticeId });
	expect(again).toMatchObject({ edited: true, words: { body: 'Comme convenu, #lien_compte' } });
});

test('words that name an amount paid while their step was cancelled are read again before they leave', async () => {
	const { inside, debtors, desk, idOf } = await company();
	const { customer, invoice } = debtors[0]!;
	const noticeId = await idOf(customer.id);
	const { seen, words } = await desk.review.words({ noticeId });
	await desk.review.reword({
		...{ noticeId, seen },
		words: { ...words!, body: 'Il reste 1 000,00 € à payer.' }
	});
	const [run] = await desk.dunning.runs();
	await desk.runs.order({ runId: run!.runId, kind: 'cancel' });
	await buildPayment(inside, invoice, 40_000n);
	setClock(new Date(TEST_INSTANT.getTime() + 86_400_000));
	await runDunning(inside);
	await expect(desk.dunning.confirm({ noticeId })).rejects.toMatchObject({
		cause: { code: 'words_outdated' }
	});
});
