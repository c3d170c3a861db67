import { expect, test } from 'vitest';
import { money } from '$lib/domain/money';
import { renderMail } from './render';
import { sampleOf } from './samples';

const merged = sampleOf('dispute-update', 'duplicate_counted_once');
const PROMISE = 'rien n’est demandé de ce fait';

test('where a merge frees something, its letter does not say that nothing is asked for', async () => {
	const { text } = await renderMail('dispute-update', 'fr', merged);
	expect(text).toContain('est réunie à LIT-2026-000098.');
	expect(text).not.toContain(PROMISE);
	const nothing = { again: money(0n, 'EUR'), quietUntil: null };
	const rests = await renderMail('dispute-update', 'fr', { ...merged, ended: nothing });
	expect(rests.text).toContain(PROMISE);
});
