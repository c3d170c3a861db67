import { beforeAll, describe, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { historyAsOf } from '$lib/server/dunning/past-history';
import { chargesOf } from '$lib/server/late-charges/queries';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildPayment } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, confirmedLetter } from './world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours, other } = await buildWorld());
});
const letters = (company = ours) => callerFor(company.desk.collector).desk.letters;
const refusal = (code: string) => ({ cause: { code } });
const TODAY = '2026-03-03';
const PROOF = new TextEncoder().encode('%PDF-1.7 avis de réception');
const proof = (bytes = PROOF) => [{ name: 'avis.pdf', bytes }];

describe('the day a letter left', () => {
	test('is noted with who said it, and taken back by whoever sees the mistake', async () => {
		const { letterId } = await confirmedLetter(ours, { name: 'Posté' });
		expect(await letters().post({ letterIds: [letterId], on: TODAY })).toBe(1);
		expect(await letters().page({ letterId })).toMatchObject({
			state: 'posted',
			postedOn: TODAY,
			postedBy: 'collector m'
		});
		// Pressed again: it had left.
		expect(await letters().post({ letterIds: [letterId], on: TODAY })).toBe(0);
		await letters().unpost({ letterId });
		expect(await letters().page({ letterId })).toMatchObject({ state: 'to_print', postedOn: null });
		await expect(letters().unpost({ letterId })).rejects.toMatchObject(refusal('conflict'));
		expect(await auditOf(letterId)).toEqual(['letter.written', 'letter.posted', 'letter.unposted']);
	});

	test('is neither ahead of us, nor before the letter was written, nor no day at all', async () => {
		const { letterId } = await confirmedLetter(ours, { name: 'Quand' });
		const on = (day: string) => letters().post({ letterIds: [letterId], on: day });
		await expect(on('2026-03-04')).rejects.toMatchObject(refusal('letter_posted_ahead'));
		await expect(on('2026-03-02')).rejects.toMatchObject(refusal('letter_posted_before'));
		await expect(on('2026-02-31')).rejects.toMatchObject(refusal('date_invalid'));
		expect(await letters().page({ letterId })).toMatchObject({ state: 'to_print' });
	});

	test('of a whole print file is noted at once, without those that had left', async () => {
		const one = await confirmedLetter(ours, { name: 'Pile une' });
		await confirmedLetter(ours, { name: 'Pile deux' });
		const { printFileId } = (await letters().print({ runId: one.runId, sides: 'one' }))!;
		await letters().post({ letterIds: [one.letterId], on: TODAY });
		const before = (await letters().list({ state: 'posted' })).total;
		const left = await letters().postFile({ printFileId, on: TODAY });
		expect((await letters().list({ state: 'posted' })).total).toBe(before + left);
		expect((await letters().printFiles()).files[0]).toMatchObject({ printFileId, waiting: 0 });
		expect(await letters().postFile({ printFileId, on: TODAY })).toBe(0);
	});

	test('of one unknown letter among others: none is noted', async () => {
		const { letterId } = await confirmedLetter(ours, { name: 'À nous' });
		const theirs = await confirmedLetter(other, { name: 'À eux' });
		const both = [letterId, theirs.letterId];
		await expect(letters().post({ letterIds: both, on: TODAY })).rejects.toMatchObject(
			refusal('not_found')
		);
		expect(await letters().page({ letterId })).toMatchObject({ state: 'to_print' });
		await expect(letters(other).page({ letterId })).rejects.toMatchObject(refusal('not_found'));
	});
});

describe('a registered letter', () => {
	test('has a number that can be followed, and a proof that is replaced but never changed', async () => {
		const { letterId } = await confirmedLetter(ours, { name: 'Recommandé', registered: true });
		await letters().track({ letterId, trackingNumber: ' 1a 123 456 7890 1 ' });
		expect((await letters().page({ letterId })).tracking).toEqual({
			shown: '1A\u00a0123\u00a0456\u00a07890\u00a01',
			link: 'https://www.laposte.fr/outils/suivre-vos-envois?code=1A12345678901',
			doubt: null
		});
		const prove = (bytes = PROOF) => letters().prove({ letterId, files: proof(bytes) });
		await expect(prove()).rejects.toMatchObject(refusal('letter_not_posted'));
		await letters().post({ letterIds: [letterId], on: TODAY });
		await prove();
		const first = await letters().proof({ letterId });
		expect(first).toMatchObject({ name: 'avis.pdf', mime: 'application/pdf' });
		expect(Buffer.from(first.content).equals(Buffer.from(PROOF))).toBe(true);
		await expect(letters().unpost({ letterId })).rejects.toMatchObject(refusal('letter_proved'));

		const signed = new TextEncoder().encode('%PDF-1.7 signé');
		await prove(signed);
		const second = await letters().proof({ letterId });
		expect(Buffer.from(second.content).equals(Buffer.from(signed))).toBe(true);
		const kept = await asOwner<{ sha256: string }>(
			"select sha256 from document where kind = 'posting_proof'"
		);
		expect(new Set(kept.map(({ sha256 }) => sha256)).size).toBe(2);
		expect((await auditOf(letterId)).filter((action) => action === 'letter.proved')).toHaveLength(
			2
		);
		await expect(letters(other).proof({ letterId })).rejects.toMatchObject(refusal('not_found'));
	});

	test('a proof is one file that was looked at, and an ordinary letter has neither', async () => {
		const { letterId } = await confirmedLetter(ours, { name: 'Simple' });
		await letters().post({ letterIds: [letterId], on: TODAY });
		const script = new TextEncoder().encode('<script>');
		const send = (files: ReturnType<typeof proof>) => letters().prove({ letterId, files });
		await expect(send(proof(script))).rejects.toMatchObject(refusal('file_type'));
		await expect(send([])).rejects.toMatchObject(refusal('required'));
		await expect(send([...proof(), ...proof()])).rejects.toMatchObject(refusal('too_many_files'));
		await expect(send(proof())).rejects.toMatchObject(refusal('letter_not_registered'));
		await expect(letters().track({ letterId, trackingNumber: 'X' })).rejects.toMatchObject(
			refusal('letter_not_registered')
		);
	});
});

describe('a letter that is still here', () => {
	test('is pointed out two working days after it was confirmed', async () => {
		const { letterId } = await confirmedLetter(ours, { name: 'Oublié' });
		const isLate = async () => (await letters().page({ letterId })).late;
		expect(await isLate()).toBe(false);
		setClock(new Date('2026-03-04T08:00:00Z'));
		expect(await isLate()).toBe(false);
		setClock(new Date('2026-03-05T08:00:00Z'));
		expect(await isLate()).toBe(true);
		const late = await letters().late();
		expect(late.count).toBeGreaterThan(0);
		expect(late.since).toBe(TODAY);
		await letters().post({ letterIds: [letterId], on: TODAY });
		expect(await isLate()).toBe(false);
		expect((await letters().late()).count).toBe(late.count - 1);
		setClock(TEST_INSTANT);
	});

	test('says which of its invoices were paid or disputed since', async () => {
		const { letterId, invoices } = await confirmedLetter(ours, { name: 'Payé', invoices: 3 });
		const overtaken = async () => (await letters().page({ letterId })).overtaken;
		expect(await overtaken()).toEqual([]);
		const [paid, disputed] = invoices;
		await buildPayment(ours.inside, paid!);
		await buildDispute(ours.inside, disputed!, { claimedMinor: 1n });
		expect([...(await overtaken())].sort()).toEqual([paid!.number, disputed!.number].sort());
		await letters().withhold({ letterId, reason: 'Plus dû' });
	});

	test('overtaken, does not leave today, alone or in its pile, until it is withheld', async () => {
		const wrong = await confirmedLetter(ours, { name: 'Réglé hier' });
		const right = await confirmedLetter(ours, { name: 'Toujours dû' });
		const { printFileId } = (await letters().print({ runId: wrong.runId, sides: 'one' }))!;
		await buildPayment(ours.inside, wrong.invoices[0]!);
		const both = { letterIds: [wrong.letterId, right.letterId], on: TODAY };
		const named = {
			code: 'letters_overtaken',
			details: { letters: `Réglé hier (${wrong.invoices[0]!.number})` }
		};
		await expect(letters().post(both)).rejects.toMatchObject({ cause: named });
		await expect(letters().postFile({ printFileId, on: TODAY })).rejects.toMatchObject({
			cause: named
		});
		expect(await letters().page({ letterId: right.letterId })).toMatchObject({ state: 'printed' });
		await letters().withhold({ letterId: wrong.letterId, reason: 'Réglé' });
		expect(await letters().post(both)).toBe(1);
	});

	test('overtaken after it left on an earlier day: that it left is still noted', async () => {
		const { letterId, invoices } = await confirmedLetter(ours, { name: 'Croisés' });
		setClock(new Date('2026-03-04T09:00:00Z'));
		await buildPayment(ours.inside, invoices[0]!);
		expect(await letters().post({ letterIds: [letterId], on: TODAY })).toBe(1);
		setClock(TEST_INSTANT);
	});

	test('can be withheld: nobody was told, and what it claimed is void', async () => {
		const { letterId, noticeId, runId, invoices } = await confirmedLetter(ours, { name: 'Retenu' });
		const ids = invoices.map(({ id }) => id);
		const claims = async () => {
			const rows = await unitOfWork(ours.inside, (unit) => chargesOf(unit, ids));
			return rows.map(({ decision }) => decision).sort();
		};
		expect(await claims()).toEqual(['claimed', 'claimed']);
		await expect(letters().withhold({ letterId, reason: ' ' })).rejects.toMatchObject(
			refusal('reason_required')
		);
		await letters().withhold({ letterId, reason: 'Réglé ce matin' });
		expect(await claims()).toEqual(['claimed', 'claimed', 'void', 'void']);
		expect(await letters().page({ letterId })).toMatchObject({ state: 'withheld', late: false });
		const [notice] = await asOwner<{ status: string; reasons: string[] }>(
			'select status, reasons from notice where id = $1',
			[noticeId]
		);
		expect(notice).toEqual({ status: 'cancelled', reasons: ['skipped'] });
		expect(await letters().post({ letterIds: [letterId], on: TODAY })).toBe(0);
		await expect(letters().withhold({ letterId, reason: 'x' })).rejects.toMatchObject(
			refusal('conflict')
		);
		expect(await auditOf(noticeId)).toContain('notice.skipped');
		// Whatever else of this run waits, the withheld one is not printed.
		await letters().print({ runId, sides: 'one' });
		expect(await letters().page({ letterId })).toMatchObject({
			state: 'withheld',
			printFileId: null
		});
	});

	test('and withheld later, counts as said until then', async () => {
		const { letterId, customerId, noticeId } = await confirmedLetter(ours, { name: 'Retenu tard' });
		setClock(new Date('2026-03-05T09:00:00Z'));
		await letters().withhold({ letterId, reason: 'Réglé' });
		setClock(new Date('2026-03-10T09:00:00Z'));
		const known = (at: string) =>
			unitOfWork(ours.inside, async (unit) => {
				const look = { at: new Date(at), day: unit.today };
				const past = await historyAsOf(unit, [customerId], look);
				return past.find((one) => one.noticeId === noticeId);
			});
		expect(await known('2026-03-04T09:00:00Z')).toMatchObject({
			status: 'done',
			counts: true,
			on: TODAY
		});
		expect(await known('2026-03-06T09:00:00Z')).toMatchObject({
			status: 'cancelled',
			counts: false,
			on: '2026-03-05'
		});
		setClock(TEST_INSTANT);
	});
});
