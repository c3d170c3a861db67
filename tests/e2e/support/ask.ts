import http from 'node:http';

export interface Answer {
	status: number;
	headers: http.IncomingHttpHeaders;
	text: string;
	/** How long the first byte of the answer took. */
	milliseconds: number;
}

export interface Asked {
	method?: string;
	headers?: Record<string, string>;
	body?: Buffer | string;
	/** Value of the session cookie. */
	session?: string | undefined;
}

/** One request exactly as written: no browser, no redirect followed, no path tidied up. */
export function ask(base: string, path: string, asked: Asked = {}): Promise<Answer> {
	const { hostname, port } = new URL(base);
	const headers = { accept: 'text/html', ...cookieOf(asked), ...asked.headers };
	const options = { hostname, port, path, method: asked.method ?? 'GET', headers, agent: false };
	const begun = performance.now();
	return new Promise((done, fail) => {
		let answered = false;
		const request = http.request(options, (response) => {
			answered = true;
			const milliseconds = performance.now() - begun;
			const chunks: Buffer[] = [];
			const answer = () =>
				done({
					status: response.statusCode ?? 0,
					headers: response.headers,
					text: Buffer.concat(chunks).toString('utf8'),
					milliseconds
				});
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('error', fail);
			response.on('end', answer);
			if (isEndless(response)) response.once('data', () => (answer(), request.destroy()));
		});
		// A server may answer before the body is read and hang up on the rest.
		request.on('error', (error) => answered || fail(error));
		request.end(asked.body);
	});
}

/** Of what goes on while its reader stays, the beginning is the answer. */
const isEndless = ({ headers }: http.IncomingMessage): boolean =>
	/^text\/event-stream/.test(headers['content-type'] ?? '');

const cookieOf = ({ session }: Asked): Record<string, string> =>
	session ? { cookie: `entendu_session=${session}` } : {};

type Fields = Record<string, string>;

/** A form as a browser of the same page sends it. */
export const post = (base: string, path: string, fields: Fields, asked: Asked = {}) =>
	ask(base, path, {
		...asked,
		method: 'POST',
		headers: {
			origin: base,
			'content-type': 'application/x-www-form-urlencoded',
			...asked.headers
		},
		body: new URLSearchParams(fields).toString()
	});

export interface SentFile {
	field: string;
	name: string;
	type: string;
	content: Buffer;
}

/** The same with files. */
export function postFiles(
	base: string,
	path: string,
	fields: Fields,
	files: SentFile[],
	asked: Asked = {}
): Promise<Answer> {
	const boundary = 'entendu-boundary-1f0c';
	const parts = [
		...Object.entries(fields).map(([name, value]) =>
			Buffer.from(
				`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
			)
		),
		...files.flatMap(({ field, name, type, content }) => [
			Buffer.from(
				`--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`
			),
			content,
			Buffer.from('\r\n')
		]),
		Buffer.from(`--${boundary}--\r\n`)
	];
	return ask(base, path, {
		...asked,
		method: 'POST',
		headers: {
			origin: base,
			'content-type': `multipart/form-data; boundary=${boundary}`,
			...asked.headers
		},
		body: Buffer.concat(parts)
	});
}

export const DEMO_PASSWORD = 'entendu-demo';

/** Signs in and gives the value of the session cookie. */
export async function signIn(base: string, email: string, password = DEMO_PASSWORD) {
	const { headers } = await post(base, '/login', { email, password, next: '/' });
	const session = /entendu_session=([^;]+)/.exec(String(headers['set-cookie']))?.[1];
	if (!session) throw new Error(`${email} could not sign in`);
	return session;
}
