import { expect, test, type Browser, type BrowserContext } from '@playwright/test';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** The browser itself asks its maker how forms are filled in, on whatever page: no page of anybody can prevent it. */
const ITS_OWN = 'content-autofill.googleapis.com:443';

export interface Listened {
	context: BrowserContext;
	/** Whom anything of this browser asked beside us: a page, its worker, a download. */
	asked: string[];
	/** Proves that it would have been heard: asks elsewhere, from a page and from the worker. */
	hearsBoth(): Promise<void>;
	close(): Promise<void>;
}

/** A browser that speaks through a proxy only: what is for us is passed on, what is for anybody else is written down. */
export async function listenedTo(browser: Browser): Promise<Listened> {
	const asked: string[] = [];
	const { host } = new URL(test.info().project.use.baseURL!);
	const proxy = http.createServer((request, response) => {
		const url = new URL(request.url!);
		if (url.host === host) return passOn(url, request, response);
		asked.push(url.href);
		response.writeHead(502).end();
	});
	proxy.on('connect', ({ url }, socket) => {
		if (url !== ITS_OWN) asked.push(url ?? '');
		socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
	});
	await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
	const server = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
	const context = await browser.newContext({ ...test.info().project.use, proxy: { server } });
	return {
		...{ context, asked },
		async hearsBoth() {
			const page = await context.newPage();
			await page.goto('http://page.elsewhere.test/').catch(() => null);
			await context
				.serviceWorkers()[0]!
				.evaluate(() => fetch('http://worker.elsewhere.test/', { mode: 'no-cors' }).catch(() => 0));
			for (const who of ['page', 'worker'])
				expect(asked.filter((url) => url.includes(`${who}.elsewhere.test`))).not.toEqual([]);
		},
		async close() {
			await context.close();
			await new Promise((done) => proxy.close(done));
		}
	};
}

function passOn(url: URL, request: http.IncomingMessage, response: http.ServerResponse): void {
	const { method, headers } = request;
	const onward = http.request(url, { method, headers }, (answer) => {
		response.writeHead(answer.statusCode!, answer.headers);
		answer.pipe(response);
	});
	onward.on('error', () => response.destroy());
	request.pipe(onward);
}
