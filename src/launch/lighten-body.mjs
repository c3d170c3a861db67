import { Readable } from 'node:stream';
import { Busboy } from '@fastify/busboy';

/** Sizes in bytes: below, kit reads the body itself; above, nobody reads that much to be polite. */
const TOO_HEAVY = { from: 31_000_000, to: 250_000_000 };
const TYPED = { fieldSize: 1_000_000, fields: 1000 };

/** Read by `routes/sent-form.ts`: the form came without its files, of which it says the names. */
const LEFT_OUT = 'files-left-out';

export const isTooHeavy = ({ headers }) => {
	const size = Number(headers['content-length'] ?? 0);
	return size > TOO_HEAVY.from && size < TOO_HEAVY.to;
};

/**
 * A form that is too heavy because of its files is read to its end and goes on without them: the page
 * comes back with the refusal and with everything that was typed, in browsers without JavaScript too.
 * What is no form keeps its size and is refused for it, once it was read: whoever is still sending
 * when the answer leaves sees a broken line instead of the sentence that says what to do.
 */
export async function lightened(request) {
	const typed = await typedIn(request).catch(() => null);
	if (typed) return likeIt(request, ...(await written(typed)));
	await readOut(request);
	return likeIt(request, request.headers, []);
}

function typedIn(request) {
	const form = new FormData();
	form.append(LEFT_OUT, '');
	return new Promise((done, fail) => {
		const parser = new Busboy({ headers: request.headers, limits: TYPED });
		parser.on('field', (name, text) => form.append(name, text));
		parser.on('file', (_, content, name) => {
			if (name) form.append(LEFT_OUT, name);
			content.resume();
		});
		parser.once('finish', () => done(form));
		parser.once('error', fail);
		request.once('error', fail);
		request.pipe(parser);
	});
}

const readOut = (request) =>
	new Promise((done) => {
		if (request.readableEnded || request.destroyed) return done();
		request.unpipe();
		request.once('close', done).once('end', done);
		request.resume();
	});

async function written(form) {
	const encoded = new Response(form);
	const body = Buffer.from(await encoded.arrayBuffer());
	const type = encoded.headers.get('content-type');
	return [{ 'content-type': type, 'content-length': String(body.length) }, [body]];
}

/** What kit's adapter looks at in a request, with another body. */
const likeIt = (request, headers, body) =>
	Object.assign(Readable.from(body), {
		method: request.method,
		url: request.url,
		headers: { ...request.headers, ...headers },
		socket: request.socket,
		connection: request.socket,
		httpVersion: request.httpVersion,
		httpVersionMajor: request.httpVersionMajor,
		httpVersionMinor: request.httpVersionMinor
	});
