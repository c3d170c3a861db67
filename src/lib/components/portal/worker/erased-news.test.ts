import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetNews, showNews } from './notifications';

/** What is on the screen of this device: a browser lists none that is still on its way there. */
const screen = new Set<{ data: unknown; close(): void }>();
/** What happens while one is on its way. */
let meanwhile: () => Promise<void>;
/** How often its end is not heard. */
let deaf = 0;
const told = new Set<string>();

const registration = {
	getNotifications: async () => [...screen],
	async showNotification(_: string, { data }: NotificationOptions) {
		await meanwhile();
		const shown = { data, close: () => void (deaf-- > 0 || screen.delete(shown)) };
		screen.add(shown);
	}
};
const cache = {
	keys: async () => [...told],
	match: async (key: string) => (told.has(key) ? new Response('/p/x') : undefined),
	delete: async (key: string) => told.delete(key)
};

beforeEach(() => {
	vi.stubGlobal('self', { registration });
	vi.stubGlobal('caches', { open: async () => cache });
	meanwhile = async () => {};
	deaf = 0;
	screen.clear();
	told.clear();
	for (const mark of ['ours', 'theirs']) told.add(`/told/${mark}`);
});
afterEach(() => vi.unstubAllGlobals());

const come = (mark: string) => {
	const path = `/p/${'A'.repeat(43)}/disputes/LIT-2026-000001`;
	const text = JSON.stringify({ title: 't', body: 'b', tag: mark, lang: 'fr', path, mark });
	return showNews({ text: () => text } as PushMessageData);
};
const marks = () => [...screen].map(({ data }) => (data as { mark: string }).mark);

test('news of an account that is told here stays on the screen', async () => {
	await come('ours');
	expect(marks()).toEqual(['ours']);
});

test('erased, an account takes its news from the screen, and no other', async () => {
	await come('theirs');
	await come('ours');
	await come('ours');
	await forgetNews('ours');
	expect(marks()).toEqual(['theirs']);
});

test('what is on its way while its account is erased does not stay', async () => {
	await come('theirs');
	meanwhile = () => forgetNews('ours');
	await come('ours');
	expect(marks()).toEqual(['theirs']);
});

test('what comes after it is not shown at all', async () => {
	await forgetNews('ours');
	await come('ours');
	expect(marks()).toEqual([]);
});

test('one that outlives its end is ended again', async () => {
	await come('ours');
	deaf = 2;
	await forgetNews('ours');
	expect(marks()).toEqual([]);
});
