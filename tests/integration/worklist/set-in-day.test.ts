import type { Redirect, RequestEvent } from '@sveltejs/kit';
import { uuidv7 } from 'uuidv7';
import { beforeAll, expect, test } from 'vitest';
import { mayBeSet, WORK_KINDS } from '$lib/domain/worklist/order';
import { actions, load } from '../../../src/routes/(desk)/worklist/+page.server';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	await callerFor(ours.desk.admin).desk.customers.setOfficer({
		...{ customerId: ours.account.customer.id, userId: ours.users.collector.id }
	});
});

const eventAt = (search: string, fields: Record<string, string> = {}, company = ours) => {
	const url = new URL(`http://localhost/worklist${search}`);
	const scope = company.desk.collector;
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.append(name, value);
	return {
		...{ url, params: {}, locals: { scope, requestId: 'test' } },
		request: new Request(url, { method: 'POST', body }),
		parent: async () => ({ frame: await callerFor(scope).desk.settings.frame() })
	} as unknown as RequestEvent & Parameters<typeof load>[0];
};
const pageAt = async (search: string, company = ours) =>
	(await load(eventAt(search, {}, company))) as Exclude<Awaited<ReturnType<typeof load>>, void>;
const goneTo = async (work: Promise<unknown>): Promise<string> =>
	work.then(
		(stayed) => Promise.reject(new Error(`stayed: ${JSON.stringify(stayed)}`)),
		(left) => (left as Redirect).location
	);

test('only rows that ask an account for money offer it', () => {
	expect(WORK_KINDS.filter(mayBeSet)).toEqual(['promise', 'task', 'account']);
});

test('an invoice is put in dispute from a row of the day and taken back there, page and row kept', async () => {
	const shown = await pageAt('?page=1&open=M1');
	expect(shown.owed?.opened?.code).toBe('M1');
	expect(shown.owed?.quick.length).toBeGreaterThan(0);
	const invoice = shown.owed!.opened!.invoices.find(({ cases }) => cases.length === 0)!;
	const reasonCode = shown.owed!.quick[0]!.code;
	const typed = { invoiceId: invoice.id, idempotencyKey: uuidv7() };

	expect(await actions.set(eventAt('?/set&page=1&open=M1', typed))).toMatchObject({
		data: { refusal: { code: 'reason_required', field: 'reasonCode' }, values: typed }
	});
	const next = await goneTo(actions.set(eventAt('?/set&page=1&open=M1', { ...typed, reasonCode })));
	const reference = new URLSearchParams(next.split(/[?#]/)[1]).get('set')!;
	expect(next).toBe(`/worklist?page=1&open=M1&set=${reference}#customer-M1`);

	const asks = await pageAt(`?page=1&open=M1&clear=${reference}`);
	const { clearing } = asks.owed!;
	expect(clearing?.reference).toBe(reference);
	const cleared = await goneTo(
		actions.clear(
			eventAt('?/clear&page=1&open=M1', {
				...{ disputeId: clearing!.id, reference, seen: clearing!.version },
				...{ to: 'not_a_dispute', note: 'Erreur de notre part.' }
			})
		)
	);
	expect(cleared).toBe(`/worklist?page=1&open=M1&cleared=${reference}#customer-M1`);
	expect((await pageAt(cleared.slice('/worklist'.length).split('#')[0]!)).owed?.cleared).toEqual({
		nextMessageOn: null
	});
	expect(await asOwner('select status from dispute where reference = $1', [reference])).toEqual([
		{ status: 'not_a_dispute' }
	]);
});

test('another house opens no row of ours', async () => {
	await expect(pageAt('?open=M1', other)).rejects.toMatchObject({ status: 404 });
});
