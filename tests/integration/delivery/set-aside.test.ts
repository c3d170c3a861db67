import { beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '$lib/domain/errors';
import { setClock } from '$lib/server/clock';
import { deliverAll } from '$lib/server/delivery/deliver';
import { setAside } from '$lib/server/delivery/set-aside';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildWorld, type Company } from '../../support/world';
import { deliveryWith, putReceived } from './outbox-world';

useDatabase();

let ours: Company;
beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours } = await buildWorld());
});

const put = async (key: string) => {
	await putReceived(ours, key);
	return deliveryWith(ours, key);
};
const FAULTS = [
	new Error('Failed query: select "secret" from "delivery"'),
	new AppError('email_invalid')
];

describe('a mail that could not be taken', () => {
	test('is tried later, and says so in a word of ours', async () => {
		const { id } = await put('later');
		await setAside(ours.inside, id, FAULTS[0]);
		const row = await deliveryWith(ours, 'later');
		expect(row).toMatchObject({ status: 'planned', response: 'not_written' });
		expect(row.nextAttemptAt.getTime()).toBeGreaterThanOrEqual(TEST_INSTANT.getTime() + 300_000);
	});

	test('ends where waiting does not help', async () => {
		const { id } = await put('never');
		await setAside(ours.inside, id, FAULTS[1]);
		expect(await deliveryWith(ours, 'never')).toMatchObject({
			status: 'failed',
			response: 'email_invalid'
		});
	});

	test('and that another process took meanwhile, is his', async () => {
		const { id } = await put('gone');
		await deliverAll();
		const sent = await deliveryWith(ours, 'gone');
		expect(sent).toMatchObject({ status: 'sent' });
		for (const status of ['sent', 'claimed', 'unknown']) {
			await asOwner(`update delivery set status = '${status}' where id = '${id}'`);
			for (const fault of FAULTS) await setAside(ours.inside, id, fault);
			expect(await deliveryWith(ours, 'gone')).toEqual({ ...sent, status });
		}
	});
});
