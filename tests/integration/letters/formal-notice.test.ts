import { beforeAll, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { putOnNotice } from '$lib/server/dunning/formal-notices';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { confirmedLetter } from './world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours, other } = await buildWorld());
});
const letters = () => callerFor(ours.desk.collector).desk.letters;

/** A formal notice for two invoices, written today. */
async function formalLetter(name: string) {
	const letter = await confirmedLetter(ours, { name, registered: true, invoices: 2 });
	await asOwner("update notice set tone = 'formal' where id = $1", [letter.noticeId]);
	const [leader, second] = [letter.invoices[0]!, letter.invoices[1]!];
	const behind = ({ id: leaderInvoiceId }: { id: string }, { inside } = ours) =>
		unitOfWork(inside, async (unit) => {
			const { customerId } = letter;
			const before = await putOnNotice(unit, [customerId]);
			return before({ customerId, leaderInvoiceId }).formalNotice;
		});
	return { ...letter, leader, second, behind };
}

test('a hand-over knows whether its formal notice was posted, with which number, or came back', async () => {
	const { letterId, noticeId, leader, behind } = await formalLetter('Mis en demeure');
	expect(await behind(leader)).toMatchObject({ noticeId, state: 'not_posted' });
	await letters().post({ letterIds: [letterId], on: '2026-03-03' });
	await letters().track({ letterId, trackingNumber: '1A12345678901' });
	const posted = { state: 'posted', on: '2026-03-03', trackingNumber: '1A12345678901' };
	expect(await behind(leader)).toMatchObject(posted);
	await letters().cameBack({ letterId, reason: 'NPAI' });
	expect(await behind(leader)).toMatchObject({ state: 'returned' });
});

test('it is that of any invoice it asked for, of this customer and this organisation only', async () => {
	const { letterId, leader, second, behind } = await formalLetter('Deux factures');
	await letters().post({ letterIds: [letterId], on: '2026-03-03' });
	expect(await behind(second)).toMatchObject({ state: 'posted' });
	expect(await behind({ id: '00000000-0000-7000-8000-000000000000' })).toBeNull();
	expect(await behind(leader, other)).toBeNull();
});

test('a letter that is not formal puts nobody on notice', async () => {
	const { letterId, noticeId, leader, behind } = await formalLetter('Simple rappel');
	await letters().post({ letterIds: [letterId], on: '2026-03-03' });
	await asOwner("update notice set tone = 'firm' where id = $1", [noticeId]);
	expect(await behind(leader)).toBeNull();
});
