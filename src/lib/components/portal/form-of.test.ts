import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { LARGEST_FORM_BYTES } from '$lib/domain/files';
import { FilesFailed, formOf } from './form-of';
import { waitingFrom, type Waiting } from './outbox-item';
import { LimitReached } from './upload-ahead';

afterEach(() => vi.unstubAllGlobals());

type Fate = 'arrives' | 'refused' | 'not now';
const NAMES = ['a.pdf', 'b.pdf', 'c.pdf'];

/** Takes each file whole, or says why not. */
function serverThat(fates: Record<string, Fate>) {
	const begun: string[] = [];
	// What is in them decides nothing here: no time for their digests.
	vi.stubGlobal('crypto', { subtle: { digest: async () => new ArrayBuffer(32) } });
	vi.stubGlobal('fetch', (_: string, { method, body }: RequestInit) => {
		if (method !== 'POST') return Promise.resolve(new Response(null, { status: 204 }));
		const { name, bytes } = JSON.parse(String(body)) as { name: string; bytes: number };
		begun.push(name);
		if (fates[name] === 'refused')
			return Promise.resolve(Response.json({ words: `not ${name}` }, { status: 413 }));
		if (fates[name] === 'not now') return Promise.resolve(Response.json({}, { status: 503 }));
		return Promise.resolve(Response.json({ id: `id-${name}`, offset: bytes }, { status: 201 }));
	});
	return begun;
}

function waiting(): Waiting {
	const form = new FormData();
	form.set('key', 'k');
	// Only its size decides that it goes ahead.
	const large = new Uint8Array(LARGEST_FORM_BYTES / 3);
	for (const name of NAMES) form.append('files', new File([large], name));
	form.append('files', new File(['small'], 'small.txt'));
	const on = { key: 'k', url: '/p/t/message', title: 'x', at: 1, mark: 'm' };
	return waitingFrom(form, on);
}

const ITEM = waiting();
const send = () => formOf(ITEM, () => {}, new AbortController().signal);
const keyOf = (name: string) => ITEM.files.find((file) => file.name === name)!.key;

it('all of them arrive: the form names them and carries the small one itself', async () => {
	serverThat({});
	const form = await send();
	expect(form.getAll('upload').sort()).toEqual(NAMES.map((name) => `id-${name}`));
	expect(form.getAll('files')).toHaveLength(1);
});

it(
	'one that does not arrive never holds up the others, and is never left out in silence',
	{ timeout: 30_000 },
	async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.tuple(...NAMES.map(() => fc.constantFrom<Fate>('arrives', 'refused', 'not now'))),
				async (each) => {
					const fates = Object.fromEntries(NAMES.map((name, place) => [name, each[place]!]));
					const begun = serverThat(fates);
					const result = await send().catch((error: unknown) => error);
					expect(begun.sort()).toEqual(NAMES);
					const failing = NAMES.filter((name) => fates[name] !== 'arrives');
					if (failing.length === 0) return void expect(result).toBeInstanceOf(FormData);
					const { faults, isFinal } = result as FilesFailed;
					expect(result).toBeInstanceOf(FilesFailed);
					expect([...faults.keys()].sort()).toEqual(failing.map(keyOf).sort());
					expect(isFinal).toBe(each.includes('refused'));
					for (const name of failing)
						expect(faults.get(keyOf(name))).toBe(fates[name] === 'refused' ? `not ${name}` : '');
				}
			),
			{ numRuns: 27 }
		);
	}
);

it('a limit is about the day, not about the file it met: nothing is said to be wrong with one', async () => {
	serverThat({});
	const answer = { status: 429 };
	vi.stubGlobal('fetch', async () => Response.json({ words: 'Demain' }, answer));
	const failed = await send().catch((error: unknown) => error);
	expect(failed).toBeInstanceOf(LimitReached);
	expect(failed).toMatchObject({ message: 'Demain' });
});
