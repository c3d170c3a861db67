import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { disputeEndsOf } from '$lib/server/disputes/dunning-facts';
import '$lib/server/jobs/notice-hooks';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildCustomer, buildInvoice } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});

const desk = () => callerFor(ours.desk.collector).desk;
const account = async () => buildInvoice(ours.inside, await buildCustomer(ours.inside));
type Account = Awaited<ReturnType<typeof account>>;
const minutes = (count: number) => setClock(new Date(TEST_INSTANT.getTime() + count * 60_000));
async function call({ customerId }: Account): Promise<string> {
	const noteId = uuidv7();
	const said = { body: 'Prix contesté.', contact: 'they_called' as const };
	await desk().customers.writeNote({ noteId, customerId, ...said });
	return noteId;
}
const note = ({ customerId }: Account) =>
	desk().customers.writeNote({ noteId: uuidv7(), customerId, body: 'Paie à 45 jours.' });
async function set({ id: invoiceId }: Account): Promise<string> {
	const marked = { invoiceId, reasonCode: 'price_unit', idempotencyKey: uuidv7() };
	return (await desk().disputes.mark(marked)).reference;
}
const rests = async ({ id, customerId }: Account) =>
	(await unitOfWork(ours.inside, (unit) => disputeEndsOf(unit, [customerId]))).has(id);

test('set after a call of its customer a case is his words: taken back the same day, it rests as after any answer', async () => {
	const accounts = [await account(), await account(), await account(), await account()] as const;
	const [called, mistake, noted, struck] = accounts;
	minutes(0);
	await call(called);
	await note(noted);
	const wrong = await call(struck);
	await desk().customers.strikeNote({ noteId: wrong });
	minutes(1);
	const references = [];
	for (const one of accounts) references.push(await set(one));
	minutes(2);
	// He was called because of the mistake.
	await call(mistake);
	const shown = [];
	for (const reference of references) {
		const { id, isTakenBackToday } = await desk().disputes.page({ reference });
		shown.push(isTakenBackToday);
		await desk().disputes.close({ disputeId: id, to: 'not_a_dispute', note: 'Prix exact.' });
	}
	expect(shown).toEqual([false, true, true, true]);
	const resting = [];
	for (const one of accounts) resting.push(await rests(one));
	expect(resting).toEqual([true, false, false, false]);
});

test('whose customer said a word in it, changed it or follows it, it is his too: closed the same day, it rests', async () => {
	const { customer, portalPath } = ours.account;
	const invoices = [];
	for (let nth = 0; nth < 4; nth++) invoices.push(await buildInvoice(ours.inside, customer));
	const [answered, amended, followed, silent] = invoices.map((one) => one!);
	minutes(10);
	const references = [];
	for (const one of invoices) references.push(await set(one));
	const [spoke, , hears] = references.map((reference) => ({ reference }));
	const { portal } = callerFor(await portalScopeOf(portalPath));
	const said = { ...spoke!, body: 'Le prix est faux.', idempotencyKey: uuidv7(), files: [] };
	await portal.disputes.reply(said);
	const { id: changed } = await desk().disputes.page({ reference: references[1]! });
	await asOwner(
		`insert into dispute_amendment (organisation_id, id, customer_id, dispute_id, before, after, at, by_name, idempotency_key)
		values ($1, $2, $3, $4, '{}', '{}', $5, 'Ana', 'changed')`,
		[ours.inside.organisationId, uuidv7(), customer.id, changed, TEST_INSTANT]
	);
	await portal.disputes.followMyself(hears!);
	minutes(20);
	const shown = [];
	for (const reference of references) {
		const { id, isTakenBackToday, version: seen } = await desk().disputes.page({ reference });
		shown.push(isTakenBackToday);
		await desk().disputes.close({ disputeId: id, to: 'not_a_dispute', note: 'Exact.', seen });
	}
	expect(shown).toEqual([false, false, false, true]);
	const resting = [];
	for (const one of [answered, amended, followed, silent]) resting.push(await rests(one!));
	expect(resting).toEqual([true, true, true, false]);
});
