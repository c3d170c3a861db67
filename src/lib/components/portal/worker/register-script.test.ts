import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';

/** static/register.js on the page of an account, while its worker is being put up. */
function firstVisit() {
	const heard: Record<string, (() => void)[]> = {};
	const listen = (type: string, act: () => void) => void (heard[type] ??= []).push(act);
	const postMessage = vi.fn();
	let putUp = () => {};
	const ready = new Promise((done) => (putUp = () => done({ active: { postMessage } })));
	const portal = { dataset: { base: '/p/x' } };
	runInNewContext(readFileSync('static/register.js', 'utf8'), {
		addEventListener: listen,
		document: {
			addEventListener: listen,
			getElementById: () => ({}),
			querySelector: () => portal,
			querySelectorAll: () => []
		},
		location: { pathname: '/p/x' },
		navigator: {
			serviceWorker: { ready, register: async () => {}, addEventListener: listen }
		},
		sessionStorage: {},
		window: {}
	});
	const orders = () => postMessage.mock.calls.map(([{ type }]) => type as string);
	return { putUp, orders, happens: (type: string) => heard[type]?.forEach((act) => act()) };
}

test('the pages of the account are asked to be kept once the worker is there', async () => {
	const { putUp, orders } = firstVisit();
	putUp();
	await vi.waitFor(() => expect(orders()).toEqual(['flush', 'warm']));
});

test('erased before the worker is there, they are not', async () => {
	const { putUp, orders, happens } = firstVisit();
	happens('erased');
	putUp();
	await vi.waitFor(() => expect(orders()).toContain('flush'));
	await new Promise(setImmediate);
	expect(orders()).toEqual(['flush']);
});
