import http from 'node:http';

export interface Served {
	perSecond: number;
	/** Answers that were not 200, empty ones and broken connections. */
	errors: number;
	bytes: number;
	slowestMs: number;
}

/** As many readers as there are connections, each asking for the next address as soon as it was answered. */
export async function requestsPerSecond(
	urls: readonly string[],
	connections: number,
	seconds: number
): Promise<Served> {
	const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
	const seen = { asked: 0, answers: 0, errors: 0, bytes: 0, slowestMs: 0 };
	const started = performance.now();
	const until = started + seconds * 1000;
	await Promise.all(Array.from({ length: connections }, read));
	agent.destroy();
	const { answers, errors, bytes, slowestMs } = seen;
	const perSecond = Math.round((answers * 1000) / (performance.now() - started));
	return { perSecond, errors, bytes, slowestMs: Math.round(slowestMs) };

	async function read(): Promise<void> {
		while (performance.now() < until) {
			const asked = performance.now();
			const size = await bytesOf(urls[seen.asked++ % urls.length]!, agent);
			seen.slowestMs = Math.max(seen.slowestMs, performance.now() - asked);
			if (size > 0) seen.answers++;
			else seen.errors++;
			seen.bytes += size;
		}
	}
}

/** Each address once. */
export async function askedOnce(urls: readonly string[], connections: number): Promise<void> {
	const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
	await Promise.all(urls.map((url) => bytesOf(url, agent)));
	agent.destroy();
}

/** Of a good answer; 0 for any other. */
function bytesOf(url: string, agent: http.Agent): Promise<number> {
	return new Promise((done) => {
		const headers = { 'accept-encoding': 'gzip' };
		const request = http.get(url, { agent, headers }, (answer) => {
			let bytes = 0;
			answer.on('data', (part: Buffer) => (bytes += part.length));
			answer.on('end', () => done(answer.statusCode === 200 ? bytes : 0));
		});
		request.on('error', () => done(0));
	});
}
