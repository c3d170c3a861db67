import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import { formatDayLong } from '$lib/i18n/format';
import { LANGUAGES } from '$lib/i18n/language';
import { renderMail } from './render';
import { sampleOf } from './samples';

const facts = sampleOf('account-update', 'promise_received');
const FIRST = {
	fr: ['C’est accepté', 'Pas encore accepté'],
	en: ['Accepted', 'Not accepted yet'],
	de: ['Angenommen', 'Noch nicht angenommen'],
	es: ['Aceptado', 'Todavía no aceptado']
};
/** The last line of what he sent. */
const SENT = facts.text.split('\n').at(-1)!;
/** Up to and including a day. */
const upTo = (day: string) => ({
	fr: `jusqu’au ${day} inclus`,
	en: `up to and including ${day}`,
	de: `bis einschließlich ${day}`,
	es: `hasta el ${day} inclusive`
});
const plain = (text: string) => text.replaceAll(/<[^>]+>|\s+/g, ' ').replaceAll(/ +/g, ' ');

test.each(LANGUAGES)(
	'an accepted promise says so, and until when, before its words (%s)',
	async (language) => {
		const [accepted] = FIRST[language];
		const { html, text } = await renderMail('account-update', language, facts);
		for (const letter of [html, text].map(plain)) {
			expect(letter).toContain(accepted);
			expect(letter).toContain(plain(formatDayLong(facts.on!, language)));
			expect(letter).toContain(plain(upTo(formatDayLong(facts.until!, language))[language]));
			// What he sent stays below it, word for word.
			expect(letter.lastIndexOf(SENT)).toBeGreaterThan(letter.lastIndexOf(accepted!));
		}
	}
);

test.each(LANGUAGES)('of several payments each has its day (%s)', async (language) => {
	const part = (minor: bigint, on: string) => ({
		amounts: [money(minor, 'EUR')],
		on: localDate(on),
		until: localDate(on)
	});
	const { text } = await renderMail('account-update', language, {
		...facts,
		parts: [part(85_900n, '2026-11-27'), part(85_950n, '2026-12-04')]
	});
	const before = plain(text).split(SENT)[0]!;
	expect(before).toContain(FIRST[language][0]);
	expect(before).toContain(plain(upTo(formatDayLong(localDate('2026-11-27'), language))[language]));
	expect(before).toMatch(/859[.,]50/);
});

test.each(LANGUAGES)(
	'one that somebody must decide says that it is not accepted yet (%s)',
	async (language) => {
		const { on: _, ...asked } = facts;
		const { html, text } = await renderMail('account-update', language, {
			...asked,
			event: 'promise_asked'
		});
		for (const letter of [html, text].map(plain)) expect(letter).toContain(FIRST[language][1]);
	}
);

test.each(LANGUAGES)(
	'what was decided says until when nobody reminds of it (%s)',
	async (language) => {
		const approved = sampleOf('account-update', 'promise_approved');
		const { text } = await renderMail('account-update', language, approved);
		const until = upTo(formatDayLong(approved.until!, language))[language];
		expect(plain(text)).toContain(plain(until));
		// Written before that day was told, it stops at its own day at least.
		const { until: _, ...before } = approved;
		const { text: older } = await renderMail('account-update', language, before);
		expect(plain(older)).toContain(plain(upTo(formatDayLong(approved.on!, language))[language]));
	}
);

test('one that waited to be sent since before that was told is still written', async () => {
	const { on: _, ...before } = facts;
	const { text } = await renderMail('account-update', 'en', before);
	expect(text).toContain('Keep this message.');
	expect(text).not.toContain('Accepted');
});

const BY = { fr: 'au plus tard le', en: 'by', de: 'bis', es: 'a más tardar el' };

test.each(LANGUAGES)(
	'a refusal names what it refuses: invoices, sum and day (%s)',
	async (language) => {
		const refused = sampleOf('account-update', 'promise_refused');
		const asked = plain(formatDayLong(refused.asked!.parts[0]!.on, language));
		const { html, text } = await renderMail('account-update', language, refused);
		for (const letter of [html, text].map(plain)) {
			expect(letter).toMatch(/F-2026-0117 ?, F-2026-0121/);
			expect(letter).toContain(`${BY[language]} ${asked}`);
			expect(letter).toContain(plain(formatDayLong(refused.on!, language)));
		}
		// What was written before that was told is read as it was.
		const { asked: _asked, ...before } = refused;
		expect((await renderMail('account-update', language, before)).text).not.toContain('F-2026');
	}
);
