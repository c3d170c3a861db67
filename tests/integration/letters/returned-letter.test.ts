import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkPromises } from '$lib/server/checks/check-promises';
import { findingsOf } from '$lib/server/checks/queries';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { historyOf } from '$lib/server/dunning/history';
import { historyAsOf } from '$lib/server/dunning/past-history';
import { noticeNames } from '$lib/server/dunning/name-notice';
import { systemScope } from '$lib/server/auth/scope';
import { decisionSentence } from '$lib/i18n/decision-words';
import { chargesOf } from '$lib/server/late-charges/queries';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, buildPayment } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { told } from '../../support/provider';
import { day, deliveriesIn, noticesIn } from '../dunning/world';
import { auditOf, confirmedLetter, letterOfNotice } from './world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours, other } = await buildWorld());
});
beforeEach(() => setClock(TEST_INSTANT));
const desk = (company = ours) => callerFor(company.desk.collector).desk;
const refusal = (code: string) => ({ cause: { code } });
const NEW = '12 rue Neuve\n69001 Lyon';
const later = (hours: number) => new Date(TEST_INSTANT.getTime() + hours * 3_600_000);

/** A letter posted today that the post brings back an hour later. */
async function returnedLetter(name: string) {
	const { letterId, noticeId, customerId, invoices } = await confirmedLetter(ours, { name });
	await desk().letters.post({ letterIds: [letterId], on: '2026-03-03' });
	setClock(later(1));
	await desk().letters.cameBack({ letterId, reason: 'NPAI' });
	const history = () => unitOfWork(ours.inside, (unit) => historyOf(unit, customerId));
	const state = async () => (await desk().letters.page({ letterId })).state;
	return { letterId, noticeId, customerId, invoices, history, state };
}

/** About another invoice, thirteen days late on 10 March. */
async function nextLetter(customerId: string): Promise<string> {
	const customer = { ...ours.account.customer, id: customerId };
	await buildInvoice(ours.inside, customer, { dueOn: day('2026-02-25') });
	await desk().dunning.runNow();
	const { id: noticeId } = (await noticesIn(ours.inside, customerId)).at(-1)!;
	await asOwner("update notice set channel = 'letter', status = 'to_confirm' where id = $1", [
		noticeId
	]);
	await desk().dunning.confirm({ noticeId });
	return (await letterOfNotice(ours, noticeId)).letterId;
}

test('a letter that came back is shown so in the plan of its day, with what is to be done', async () => {
	const { customerId } = await returnedLetter('Revenu le jour même');
	const { rows } = await desk().dunning.plan({ on: day('2026-03-03') });
	const row = rows.find((one) => one.customerId === customerId)!;
	expect(row.notice).toMatchObject({ status: 'done', returned: true });
	const notice = { ...row.notice!, on: row.notice!.closedOn! };
	expect(decisionSentence(row.decision, 'fr', { notice })).toMatch(/revenu.*À faire/);
	const why = await desk().dunning.whyCustomer({ customerId });
	expect(why.notice).toMatchObject({ returned: true });
});

describe('a letter the post brought back', () => {
	test('reached nobody: it no longer counts, and somebody is asked to look', async () => {
		const { letterId, noticeId, customerId, history, state } = await returnedLetter('Revenu');
		expect(await state()).toBe('returned');
		expect(await history()).toMatchObject([{ noticeId, counts: false, returned: true }]);
		const known = (hours: number) =>
			unitOfWork(ours.inside, (unit) =>
				historyAsOf(unit, [customerId], { at: later(hours), day: day('2026-03-03') })
			);
		expect(await known(0.5)).toMatchObject([{ counts: true }]);
		expect(await known(2)).toMatchObject([{ counts: false }]);
		expect((await desk().dunning.alerts()).customers).toContainEqual(
			expect.objectContaining({ name: 'Revenu', reason: 'letter_came_back', noticeId })
		);
		expect((await desk().dunning.notice({ noticeId })).returned).toMatchObject({ detail: 'NPAI' });
		await expect(desk().letters.unpost({ letterId })).rejects.toMatchObject(refusal('conflict'));
		expect(await auditOf(letterId)).toEqual([
			'letter.written',
			'letter.posted',
			'letter.came_back'
		]);
	});

	test('is noted once, by those whose letter it is, with what the envelope says', async () => {
		const { letterId } = await returnedLetter('Deux fois');
		const note = (reason: string, company = ours) =>
			desk(company).letters.cameBack({ letterId, reason });
		await expect(note('encore')).rejects.toMatchObject(refusal('conflict'));
		await expect(note(' ')).rejects.toMatchObject(refusal('reason_required'));
		await expect(note('NPAI', other)).rejects.toMatchObject(refusal('not_found'));
		const here = await confirmedLetter(ours, { name: 'Encore ici' });
		await expect(
			desk().letters.cameBack({ letterId: here.letterId, reason: 'NPAI' })
		).rejects.toMatchObject(refusal('conflict'));
	});

	test('had not come back after all: it counts again, and may come back another time', async () => {
		const { letterId, history, state } = await returnedLetter('Par erreur');
		await desk().letters.notBack({ letterId, reason: '' });
		expect(await state()).toBe('posted');
		expect((await history())[0]).toMatchObject({ counts: true });
		expect((await desk().dunning.alerts()).customers).not.toContainEqual(
			expect.objectContaining({ name: 'Par erreur' })
		);
		await expect(desk().letters.notBack({ letterId, reason: '' })).rejects.toMatchObject(
			refusal('conflict')
		);
		await desk().letters.cameBack({ letterId, reason: 'NPAI' });
		expect(await state()).toBe('returned');
		expect((await auditOf(letterId)).slice(2)).toEqual([
			'letter.came_back',
			'letter.not_back',
			'letter.came_back'
		]);
	});

	test('that a provider carried and reports is not put right by hand', async () => {
		const { letterId, noticeId } = await returnedLetter('Prestataire');
		await asOwner(
			`update delivery_report set event_key = 'provider:1' from delivery
			where delivery.id = delivery_report.delivery_id and delivery.notice_id = $1`,
			[noticeId]
		);
		await expect(desk().letters.notBack({ letterId, reason: '' })).rejects.toMatchObject(
			refusal('conflict')
		);
	});

	test('breaks no promise of the product', async () => {
		await returnedLetter('Contrôlé');
		await checkPromises();
		const findings = await unitOfWork(ours.inside, (unit) => findingsOf(unit));
		const broken = findings.filter(({ count }) => count > 0).map((found) => found.check);
		expect(broken).not.toContain('sent_without_proof');
		expect(broken).not.toContain('sent_twice');
	});
});

describe('a letter that is written again', () => {
	test('waits for a yes with the new address, and the old one stays as what came back', async () => {
		const { letterId, noticeId, invoices, history, state } = await returnedLetter('De nouveau');
		const again = await desk().letters.writeAgain({ letterId, address: ` ${NEW} \r\n` });
		expect(again.noticeId).not.toBe(noticeId);
		expect(await state()).toBe('returned');
		const waiting = await desk().dunning.notice({ noticeId: again.noticeId });
		expect(waiting).toMatchObject({ status: 'to_confirm', customerAddress: NEW });
		const ids = invoices.map(({ id }) => id);
		const claims = await unitOfWork(ours.inside, (unit) => chargesOf(unit, ids));
		expect(claims.map(({ decision }) => decision).sort()).toEqual([
			...['claimed', 'claimed'],
			...['void', 'void']
		]);

		await desk().dunning.confirm({ noticeId: again.noticeId });
		const { content, written } = await desk().dunning.notice({ noticeId: again.noticeId });
		expect(content?.customerAddress).toBe(NEW);
		expect(written?.letterId).not.toBe(letterId);
		expect(await history()).toMatchObject([
			{ noticeId, stepKey: 'reminder', counts: false, writtenAgainOn: '2026-03-03' },
			{ noticeId: again.noticeId, stepKey: 'reminder', counts: true }
		]);
		expect((await desk().dunning.alerts()).customers).not.toContainEqual(
			expect.objectContaining({ name: 'De nouveau' })
		);
		await expect(desk().letters.notBack({ letterId, reason: '' })).rejects.toMatchObject(
			refusal('conflict')
		);
		await expect(desk().letters.writeAgain({ letterId, address: NEW })).rejects.toMatchObject(
			refusal('conflict')
		);
	});

	test('is of the run of today, whatever was said of the old one’s', async () => {
		const { letterId, customerId } = await returnedLetter('Tournée d’hier');
		setClock(new Date('2026-03-10T09:00:00Z'));
		const { noticeId } = await desk().letters.writeAgain({ letterId, address: NEW });
		const { runId } = await desk().dunning.notice({ noticeId });
		expect(await desk().dunning.run({ runId })).toMatchObject({ on: '2026-03-10' });
		// The engine takes that run up as its own, and agrees.
		await desk().dunning.runNow();
		expect(await desk().dunning.notice({ noticeId })).toMatchObject({
			status: 'to_confirm',
			runId
		});
		expect((await desk().dunning.ofCustomer({ customerId })).rows).toHaveLength(2);
	});

	test('may come back after a later step was taken: it is written again all the same', async () => {
		const {
			letterId,
			noticeId: oldId,
			customerId
		} = await confirmedLetter(ours, {
			name: 'Revenu tard'
		});
		await desk().letters.post({ letterIds: [letterId], on: '2026-03-03' });
		setClock(new Date('2026-03-09T09:00:00Z'));
		await desk().dunning.runNow();
		const [formal] = (await desk().dunning.toConfirm()).filter(
			(row) => row.customerId === customerId
		);
		expect(formal).toMatchObject({ stepKey: 'formal_notice' });
		await desk().dunning.confirm({ noticeId: formal!.noticeId });
		setClock(new Date('2026-03-16T09:00:00Z'));
		await desk().letters.cameBack({ letterId, reason: 'NPAI' });
		const { noticeId } = await desk().letters.writeAgain({ letterId, address: NEW });
		await desk().dunning.runNow();
		expect(await desk().dunning.notice({ noticeId })).toMatchObject({
			status: 'to_confirm',
			changed: []
		});
		await desk().dunning.confirm({ noticeId });
		expect((await desk().dunning.notice({ noticeId: oldId })).returned).not.toBeNull();
		await checkPromises();
		const findings = await unitOfWork(ours.inside, (unit) => findingsOf(unit));
		const broken = findings.filter(({ count }) => count > 0).map((found) => found.check);
		expect(broken).not.toContain('steps_backwards');
	});

	test('keeps the file from the lawyers on the very day it is noted', async () => {
		const { customerId } = await confirmedLetter(ours, { name: 'Mis en demeure' });
		const waitingOn = async (instant: string) => {
			setClock(new Date(instant));
			await desk().dunning.runNow();
			return (await desk().dunning.toConfirm()).find((row) => row.customerId === customerId)!;
		};
		const formal = await waitingOn('2026-03-09T09:00:00Z');
		await desk().dunning.confirm({ noticeId: formal.noticeId });
		const { written } = await desk().dunning.notice({ noticeId: formal.noticeId });
		await desk().letters.post({ letterIds: [written!.letterId], on: '2026-03-09' });
		const legal = await waitingOn('2026-03-16T09:00:00Z');
		expect(legal).toMatchObject({ stepKey: 'legal' });
		await desk().letters.cameBack({ letterId: written!.letterId, reason: 'NPAI' });
		await expect(
			desk().dunning.confirm({ noticeId: legal.noticeId, sure: true })
		).rejects.toMatchObject(refusal('notice_overtaken'));
		await desk().dunning.runNow();
		expect(await desk().dunning.notice({ noticeId: legal.noticeId })).toMatchObject({
			status: 'cancelled',
			reasons: ['prior_step_required']
		});
		// Written again and skipped: whoever decides about the hand-over is asked once more.
		const again = await desk().letters.writeAgain({ letterId: written!.letterId, address: NEW });
		await desk().dunning.skip({ noticeId: again.noticeId, note: 'introuvable' });
		expect(await waitingOn('2026-03-17T09:00:00Z')).toMatchObject({ stepKey: 'legal' });
	});

	test('is not written while its invoice is contested', async () => {
		const { letterId, invoices } = await returnedLetter('Contesté depuis');
		await buildDispute(ours.inside, invoices[0]!);
		await expect(desk().letters.writeAgain({ letterId, address: NEW })).rejects.toMatchObject({
			cause: {
				code: 'letter_not_again',
				details: { reasons: expect.stringMatching(/litige|contest/) }
			}
		});
	});

	test('is not written while an older invoice leads: nothing changes, and it is written after that', async () => {
		const { letterId, noticeId, customerId, state } = await returnedLetter('Facture plus ancienne');
		const customer = { ...ours.account.customer, id: customerId };
		const older = await buildInvoice(ours.inside, customer, { dueOn: day('2026-01-05') });
		await expect(desk().letters.writeAgain({ letterId, address: NEW })).rejects.toMatchObject({
			cause: { code: 'letter_other_leads', details: { invoice: older.number } }
		});
		expect((await desk().letters.page({ letterId })).address).not.toBe(NEW);
		expect((await desk().dunning.notice({ noticeId })).reasons).toEqual([]);
		expect(await state()).toBe('returned');
		expect((await desk().dunning.alerts()).customers).toContainEqual(
			expect.objectContaining({ name: 'Facture plus ancienne', noticeId })
		);
		await buildPayment(ours.inside, older);
		const again = await desk().letters.writeAgain({ letterId, address: NEW });
		await desk().dunning.confirm({ noticeId: again.noticeId });
	});

	test('hides no older one of the same customer', async () => {
		const first = await returnedLetter('Deux lettres');
		for (const invoice of first.invoices) await buildPayment(ours.inside, invoice);
		setClock(new Date('2026-03-10T09:00:00Z'));
		const second = await nextLetter(first.customerId);
		await desk().letters.post({ letterIds: [second], on: '2026-03-10' });
		setClock(new Date('2026-03-10T10:00:00Z'));
		await desk().letters.cameBack({ letterId: second, reason: 'NPAI' });
		await desk().letters.writeAgain({ letterId: second, address: NEW });
		expect((await desk().dunning.alerts()).customers).toContainEqual(
			expect.objectContaining({ name: 'Deux lettres', noticeId: first.noticeId })
		);
	});

	test('is another one for whoever carries it, a third time too', async () => {
		const first = await returnedLetter('Trois fois');
		const again = async (letterId: string) => {
			const { noticeId } = await desk().letters.writeAgain({ letterId, address: NEW });
			await desk().dunning.confirm({ noticeId });
			return { noticeId, letterId: (await desk().dunning.notice({ noticeId })).written!.letterId };
		};
		const second = await again(first.letterId);
		await desk().letters.post({ letterIds: [second.letterId], on: '2026-03-03' });
		await desk().letters.cameBack({ letterId: second.letterId, reason: 'NPAI' });
		const third = await again(second.letterId);
		const { organisationId, timeZone } = ours.inside;
		const scope = systemScope({ organisationId, timeZone, actor: 'test' });
		const ids = [first, second, third].map(({ noticeId }) => noticeId);
		const named = await unitOfWork(scope, (unit) => noticeNames(unit, ids));
		const names = ids.map((id) => named.get(id)![0]);
		expect(new Set(names).size).toBe(3);
		expect(names[0]).toMatch(/"reminder"\]$/);
	});

	test('is not written to nowhere, nor when nothing is owed any more: nothing changes then', async () => {
		const { letterId, customerId, invoices, state } = await returnedLetter('Payé depuis');
		await expect(desk().letters.writeAgain({ letterId, address: ' \n ' })).rejects.toMatchObject(
			refusal('required')
		);
		for (const invoice of invoices) await buildPayment(ours.inside, invoice);
		await expect(desk().letters.writeAgain({ letterId, address: NEW })).rejects.toMatchObject(
			refusal('letter_not_again')
		);
		await expect(desk(other).letters.writeAgain({ letterId, address: NEW })).rejects.toMatchObject(
			refusal('not_found')
		);
		expect(await state()).toBe('returned');
		expect((await desk().letters.page({ letterId })).address).not.toBe(NEW);
		const { rows } = await desk().dunning.ofCustomer({ customerId });
		expect(rows).toHaveLength(1);
	});
});

describe('a letter somebody put in the post box', () => {
	test('was given to no provider: he is not heard about it', async () => {
		const { noticeId } = await returnedLetter('À la main');
		setClock(TEST_INSTANT);
		const secret = 'a secret of at least twenty-four letters';
		const to = { channel: 'letter', url: 'https://print.example/', secret } as const;
		const { providerId } = await callerFor(ours.desk.admin).desk.providers.set(to);
		const { id } = (await deliveriesIn(ours.inside)).find((row) => row.noticeId === noticeId)!;
		await expect(
			callerFor(null).providers.hear({
				door: `${ours.inside.organisationId}.${providerId}`,
				...told(secret, { event: 'e-1', delivery: id, kind: 'delivered' })
			})
		).rejects.toThrow('not_found');
	});
});
