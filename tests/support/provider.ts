import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { signatureOf } from '$lib/server/delivery/signature';

/**
 * `accept` takes it · `reject` says 422 · `busy` says 503 · `broken` says 500 · `drop` reads it and cuts the line ·
 * `redirect` sends elsewhere · `flood` answers without end · `hang` answers when it is told to, or never.
 */
export type ProviderMood =
	'accept' | 'reject' | 'busy' | 'broken' | 'drop' | 'redirect' | 'flood' | 'hang';

export interface Asked {
	headers: http.IncomingHttpHeaders;
	raw: string;
	body: {
		id: string;
		channel: string;
		to: unknown;
		text?: string;
		pdf?: string;
		callback: string;
		trial?: true;
	};
}

export interface ProviderServer {
	url: string;
	asked: Asked[];
	mood: ProviderMood;
	/** Cuts every line: what hung is over. */
	hangUp(): void;
	/** Answers what hung in this mood. */
	answerAs(mood: ProviderMood): void;
	close(): Promise<void>;
}

/** Somebody who sends messages for others: a real web server on loopback that keeps what it is asked. */
export async function startProvider(port = 0): Promise<ProviderServer> {
	const provider: ProviderServer = {
		url: '',
		asked: [],
		mood: 'accept',
		hangUp: () => {},
		answerAs: () => {},
		close: async () => {}
	};
	const hanging: ((mood: ProviderMood) => void)[] = [];
	const server = http.createServer(async (request, response) => {
		const parts: Buffer[] = [];
		for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
		const raw = Buffer.concat(parts).toString('utf8');
		provider.asked.push({ headers: request.headers, raw, body: JSON.parse(raw) });
		const as = (mood: ProviderMood) => answer({ ...provider, mood }, request, response);
		if (provider.mood === 'hang') hanging.push(as);
		else as(provider.mood);
	});
	await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
	provider.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`;
	provider.answerAs = (mood) => hanging.splice(0).forEach((as) => as(mood));
	provider.hangUp = () => server.closeAllConnections();
	provider.close = () => {
		provider.hangUp();
		return new Promise((done) => server.close(() => done()));
	};
	return provider;
}

function answer(
	{ mood, url, asked }: ProviderServer,
	request: http.IncomingMessage,
	response: http.ServerResponse
): void {
	if (mood === 'drop') return void request.socket.destroy();
	if (mood === 'redirect') return void response.writeHead(302, { location: url }).end();
	if (mood === 'flood') return void response.writeHead(200).end('x'.repeat(100_000));
	if (mood === 'reject') return void response.writeHead(422).end('unknown number');
	if (mood === 'broken') return void response.writeHead(500).end('oh');
	if (mood === 'busy') return void response.writeHead(503).end('later');
	response.writeHead(202).end(JSON.stringify({ id: `provider-${asked.length}` }));
}

/** What a provider sends to our door: a body, signed with the secret we share. */
export function told(secret: string, event: object, at = new Date()) {
	const body = JSON.stringify(event);
	const timestamp = String(Math.floor(at.getTime() / 1000));
	return { body, timestamp, signature: signatureOf(secret, timestamp, body) };
}

/** The last part of the address it was given. */
export const doorIn = (callback: string): string => callback.split('/').at(-1)!;
