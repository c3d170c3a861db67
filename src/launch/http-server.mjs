import http from 'node:http';
import { isTooHeavy, lightened } from './lighten-body.mjs';

/** Ours alone: overwritten on every request, so nobody outside can send it. */
const PROTOCOL_HEADER = 'x-entendu-protocol';

/** Also on files and pages made in advance, which never reach the hooks. */
const ALWAYS = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'x-frame-options': 'SAMEORIGIN'
};

/**
 * The built application behind our own server. Kit takes the origin from the request itself, so that
 * localhost, 127.0.0.1 and the machine's name all pass its check of form posts; a fixed ORIGIN still wins.
 * @returns {Promise<{ close: () => Promise<void> }>}
 */
export async function serve() {
	const isBehindProxy = process.env.TRUST_PROXY === '1';
	trustHeaders(isBehindProxy);
	// Kit's adapter takes an empty setting for a wrong one; for us it is none.
	if (!process.env.ORIGIN) delete process.env.ORIGIN;
	const { handler } = await import('../../build/handler.js');
	const server = http.createServer((request, response) => {
		const isSecure = isBehindProxy && request.headers['x-forwarded-proto'] === 'https';
		request.headers[PROTOCOL_HEADER] = isSecure ? 'https' : 'http';
		if (isBehindProxy) request.headers['x-forwarded-for'] ??= request.socket.remoteAddress;
		for (const [name, value] of Object.entries(ALWAYS)) response.setHeader(name, value);
		void answer(handler, request, response);
	});
	await listen(server);
	return { close: () => close(server) };
}

async function answer(handler, request, response) {
	const readable = isTooHeavy(request) ? await lightened(request) : request;
	handler(readable, response, () => response.writeHead(404).end());
}

/** Kit's adapter reads these when it is loaded. Without a proxy, anybody could send such headers. */
function trustHeaders(isBehindProxy) {
	process.env.PROTOCOL_HEADER = PROTOCOL_HEADER;
	if (isBehindProxy) return void (process.env.ADDRESS_HEADER ||= 'x-forwarded-for');
	for (const name of ['ADDRESS_HEADER', 'XFF_DEPTH', 'HOST_HEADER', 'PORT_HEADER'])
		delete process.env[name];
}

const listen = (server) =>
	new Promise((done, fail) => {
		server.once('error', (error) => fail(explained(error)));
		server.listen({ port: Number(process.env.PORT), host: process.env.HOST || undefined }, done);
	});

function explained(error) {
	if (error.code === 'EADDRINUSE')
		return new Error(`Port ${process.env.PORT} is taken: set PORT to another one.`);
	if (error.code === 'EACCES')
		return new Error(`Port ${process.env.PORT} is reserved: set PORT above 1023.`);
	return error;
}

/** Requests under way get ten seconds to finish; what would go on by itself is told to end. */
function close(server) {
	process.emit('entendu:closing');
	const limit = setTimeout(() => server.closeAllConnections(), 10_000);
	return new Promise((done) => {
		server.close(() => done(clearTimeout(limit)));
		server.closeIdleConnections();
	});
}
