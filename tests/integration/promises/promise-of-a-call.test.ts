import { isRedirect } from '@sveltejs/kit';
import { beforeAll, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { actions } from '../../../src/routes/(desk)/customers/[code]/+page.server';
import { toldOnPhone } from '../../../src/routes/(desk)/dunning/told-on-phone';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { callWaiting } from '../dunning/call-world';

useDatabase();
let ours: Company;
beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours } = await buildWorld());
});

async function promisedOnPhone() {
	const call = await callWaiting(ours);
	const { customer, invoice, noticeId } = call;
	const locals = { scope: ours.desk.collector, language: 'fr' };
	await callerFor(ours.desk.collector).desk.calls.record({
		...{ noticeId, outcome: 'promised', note: 'vendredi' }
	});
	const told = () =>
		toldOnPhone({ url: new URL(`http://x/?call=${noticeId}`), locals } as never, customer.code);
	/** The form of the next page. @returns where it leads */
	const record = async (dueOn: string) => {
		const body = new FormData();
		const words = { dueOn, note: '', source: 'phone', idempotencyKey: noticeId, call: noticeId };
		for (const [name, value] of Object.entries(words)) body.set(name, value);
		body.set(`promise-${invoice.id}`, 'on');
		body.set(`amount-${invoice.id}`, '1000');
		const request = new Request('http://x/', { method: 'POST', body });
		const event = { request, params: { code: customer.code }, locals };
		const went = await Promise.resolve(actions.promise(event as never)).catch(
			(thrown: unknown) => thrown
		);
		return isRedirect(went) ? went.location : went;
	};
	return { ...call, told, record };
}

test('what was said is proposed with what the call asked for', async () => {
	const { invoice, told, noticeId } = await promisedOnPhone();
	const amounts = new Map([[invoice.id, 100_000n]]);
	expect(await told()).toEqual({ noticeId, note: 'vendredi', amounts });
});

test('recorded, a promise says whether it suspends anything, and leads back to the list', async () => {
	const within = await promisedOnPhone();
	const at = ({ customer }: typeof within) => `/customers/${encodeURIComponent(customer.code)}`;
	expect(await within.record('2026-03-06')).toBe(`${at(within)}?done=promise&from=queue`);
	const beyond = await promisedOnPhone();
	expect(await beyond.record('2026-09-30')).toBe(`${at(beyond)}?done=promiseUndecided&from=queue`);
});
