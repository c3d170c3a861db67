import { expect, test } from 'vitest';
import { LANGUAGES } from '$lib/i18n/language';
import { renderMail } from './render';
import { sampleOf } from './samples';
import { NO_DOOR, SAMPLE_RECIPIENT } from './sender';

const reminder = sampleOf('dunning-notice', 'reminder');
const several = reminder.items.filter(({ collectible }) => collectible.minor > 0n);
const doorsIn = (text: string): number => text.match(/disputes\/new\?invoice=/g)?.length ?? 0;

test.each(LANGUAGES)(
	'a reminder about several invoices opens the form with each of them chosen (%s)',
	async (language) => {
		const { html, text } = await renderMail('dunning-notice', language, reminder);
		expect(several.length).toBeGreaterThan(1);
		for (const { number } of several)
			for (const part of [html, text])
				expect(part).toContain(`/disputes/new?invoice=${number.toLowerCase()}`);
		expect(doorsIn(text)).toBe(several.length);
		// A mailbox cuts a letter off at 102 KB.
		expect(Buffer.byteLength(html)).toBeLessThan(60_000);
	}
);

test('with one invoice the button does it, and a letter without a door offers none', async () => {
	const one = { ...reminder, items: reminder.items.slice(0, 1) };
	expect(doorsIn((await renderMail('dunning-notice', 'fr', one)).text)).toBe(1);
	const closed = { ...SAMPLE_RECIPIENT, door: NO_DOOR };
	const { text } = await renderMail('dunning-notice', 'fr', reminder, undefined, closed);
	expect(doorsIn(text)).toBe(0);
	const copy = { noticeId: 'n', contactId: null, customerCode: 'C-1' };
	expect(doorsIn((await renderMail('dunning-notice', 'fr', { ...reminder, copy })).text)).toBe(0);
});
