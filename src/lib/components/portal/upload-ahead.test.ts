import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PART_BYTES } from '$lib/domain/files';
import { LimitReached, sendAhead, UploadRefused } from './upload-ahead';

/** What may happen to one request. */
type Fate = 'arrives' | 'lost before' | 'answer lost' | 'busy';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout'] }));
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

const BASE = '/p/token';
const bytesOf = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 7) % 251);

/** A server in memory that keeps parts in their order, behind a line that may be cut at any request. */
function serverBehind(fates: Fate[]) {
	const uploads = new Map<string, { id: string; total: number; parts: Uint8Array[] }>();
	const here = (parts: Uint8Array[]) => parts.reduce((sum, { length }) => sum + length, 0);
	let requests = 0;
	async function answer(url: string, { method, body, headers }: RequestInit): Promise<Response> {
		if (method === 'POST') {
			const { bytes, key } = JSON.parse(String(body)) as { bytes: number; key: string };
			const known = uploads.get(key) ?? { id: `id-${uploads.size}`, total: bytes, parts: [] };
			if (known.total !== bytes) return Response.json({}, { status: 409 });
			uploads.set(key, known);
			return Response.json({ id: known.id, offset: here(known.parts) }, { status: 201 });
		}
		const known = [...uploads.values()].find(({ id }) => url === `${BASE}/uploads/${id}`)!;
		const offset = Number((headers as Record<string, string>)['upload-offset']);
		if (offset !== here(known.parts)) return Response.json({}, { status: 409 });
		known.parts.push(new Uint8Array(await (body as Blob).arrayBuffer()));
		return new Response(null, { status: 204 });
	}
	async function fetch(url: string, request: RequestInit): Promise<Response> {
		request.signal?.throwIfAborted();
		const fate = fates[requests++] ?? 'arrives';
		if (fate === 'lost before') throw new TypeError('network');
		if (fate === 'busy') return Response.json({}, { status: 503 });
		const said = await answer(url, request);
		if (fate === 'answer lost') throw new TypeError('network');
		return said;
	}
	vi.stubGlobal('fetch', fetch);
	return { uploads, requests: () => requests };
}

/** Lets time pass until it has ended: it waits for digests too, which no clock brings on. */
async function over(going: Promise<unknown>): Promise<void> {
	let isOver = false;
	const end = () => (isOver = true);
	void going.then(end, end);
	while (!isOver) {
		await vi.advanceTimersByTimeAsync(60_000);
		await new Promise((next) => setImmediate(next));
	}
}

async function sent(file: { name: string; content: Blob; key: string }, tries: number) {
	for (let left = tries; left > 0; left--) {
		const going = sendAhead(BASE, file).catch((error: unknown) => {
			if (error instanceof UploadRefused) throw error;
			return null;
		});
		await over(going);
		const id = await going;
		if (id !== null) return id;
	}
	return null;
}

it(
	'arrives whole and once, whatever happens to the line in between',
	() =>
		fc.assert(
			fc.asyncProperty(
				fc.array(fc.constantFrom<Fate>('arrives', 'lost before', 'answer lost', 'busy'), {
					maxLength: 30
				}),
				fc.integer({ min: 1, max: 3 * PART_BYTES }),
				async (fates, length) => {
					const bytes = bytesOf(length);
					const { uploads } = serverBehind(fates);
					const file = { name: 'scan.pdf', content: new Blob([bytes]), key: 'key-1' };
					const id = await sent(file, fates.length + 1);
					expect(uploads.size).toBe(1);
					const [kept] = [...uploads.values()];
					expect(id).toBe(kept!.id);
					expect(Buffer.concat(kept!.parts).equals(bytes)).toBe(true);
				}
			),
			{ numRuns: 40 }
		),
	30_000
);

it('a line that stays dead is given up for now, not for ever', async () => {
	serverBehind(Array.from({ length: 100 }, () => 'lost before' as const));
	const going = sendAhead(BASE, { name: 'a.pdf', content: new Blob([bytesOf(10)]), key: 'k' });
	const failed = expect(going).rejects.toThrow('network');
	await over(failed);
});

it('what the server will not take is said in its words', async () => {
	vi.stubGlobal('fetch', async () =>
		Response.json({ words: '« scan.pdf » doit faire moins de 20 Mo' }, { status: 400 })
	);
	await expect(
		sendAhead(BASE, { name: 'scan.pdf', content: new Blob(['x']), key: 'k' })
	).rejects.toThrow('« scan.pdf » doit faire moins de 20 Mo');
});

it('a limit in the middle of a file ends it with the words of the answer, which say when it goes on', async () => {
	const words = 'Trop d’envois aujourd’hui par ce lien. Réessayez demain, ou appelez-nous.';
	let requests = 0;
	vi.stubGlobal('fetch', async () =>
		requests++ === 0
			? Response.json({ id: 'id-0', offset: 0 }, { status: 201 })
			: Response.json({ words, code: 'too_often_today' }, { status: 429 })
	);
	const file = { name: 'scan.pdf', content: new Blob(['x']), key: 'k' };
	const failed = await sendAhead(BASE, file).catch((error: unknown) => error);
	expect(failed).toBeInstanceOf(LimitReached);
	expect((failed as Error).message).toBe(words);
	// Asked again, it would say the same all day.
	expect(requests).toBe(2);
});

it('a key that names another file there is left to it: this one goes on under its own, also after a cut', async () => {
	const { uploads } = serverBehind([]);
	const taken = 'key-0';
	const first = sendAhead(BASE, { name: 'a.pdf', content: new Blob([bytesOf(10)]), key: taken });
	await over(first);
	const other = { name: 'b.pdf', content: new Blob([bytesOf(20)]), key: taken };
	const once = await sent(other, 1);
	expect([...uploads.keys()]).toEqual([taken, expect.stringMatching(/^key-0-20-[0-9a-f]{8}$/)]);
	expect(await sent(other, 1)).toBe(once);
});

it('what arrives torn is sent once more from its beginning, then said in the words of the server', async () => {
	for (const tornTimes of [1, 2]) {
		const { uploads } = serverBehind([]);
		const line = globalThis.fetch as (url: string, request: RequestInit) => Promise<Response>;
		let torn = 0;
		vi.stubGlobal('fetch', async (url: string, request: RequestInit) => {
			if (request.method !== 'PATCH' || torn === tornTimes) return line(url, request);
			torn++;
			return Response.json(
				{ code: 'upload_torn', words: 'Envoyez-le de nouveau.' },
				{ status: 400 }
			);
		});
		const file = { name: 'a.pdf', content: new Blob([bytesOf(10)]), key: 'k' };
		const going = sendAhead(BASE, file).catch((error: unknown) => error);
		await over(going);
		const end = await going;
		if (tornTimes === 1) expect(end).toBe([...uploads.values()][0]!.id);
		else expect(end).toMatchObject({ message: 'Envoyez-le de nouveau.' });
		expect(end instanceof UploadRefused).toBe(tornTimes === 2);
	}
});

it('says what the whole file is, so that the server knows it when it is here', async () => {
	const announced: unknown[] = [];
	serverBehind([]);
	const line = globalThis.fetch as (url: string, request: RequestInit) => Promise<Response>;
	vi.stubGlobal('fetch', (url: string, request: RequestInit) => {
		if (request.method === 'POST') announced.push(JSON.parse(String(request.body)));
		return line(url, request);
	});
	await sent({ name: 'a.pdf', content: new Blob(['abc']), key: 'k' }, 1);
	expect(announced).toEqual([
		{
			...{ name: 'a.pdf', bytes: 3, key: 'k' },
			sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
		}
	]);
});

it('what is deleted on its way stops', async () => {
	const { requests } = serverBehind([]);
	const going = new AbortController();
	const file = { name: 'a.pdf', content: new Blob([bytesOf(3 * PART_BYTES)]), key: 'k' };
	const stopped = sendAhead(BASE, file, { told: () => going.abort(), signal: going.signal });
	const failed = expect(stopped).rejects.toThrow();
	await over(failed);
	expect(requests()).toBe(2);
});
