import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '$lib/i18n/language';
import type { MailFacts } from '$lib/server/mail/mails';
import { renderMail } from '$lib/server/mail/render';
import { sampleKeys } from '$lib/i18n/mail-words';
import { say } from '$lib/i18n/words';
import { SAMPLES } from '$lib/server/mail/samples';
import { ROOT } from './source';

const folders = fs.readdirSync(`${ROOT}/emails`).filter((folder) => folder !== 'parts');

test.each(folders)('%s has a template, its text twin and a sample', (folder) => {
	const files = fs.readdirSync(`${ROOT}/emails/${folder}`);
	expect(files).toEqual(expect.arrayContaining(['sample.ts', 'template.mjml', 'template.txt']));
	expect(SAMPLES.map(({ mail }) => mail)).toContain(folder);
});

describe.each(LANGUAGES)('in %s', (language) => {
	test.each(SAMPLES)('$mail ($name) has a name in words', (sample) => {
		for (const key of sampleKeys(sample)) expect(say(key, {}, language)).not.toBe(key);
	});

	test.each(SAMPLES)(
		'$mail ($name) compiles strictly and leaves nothing open',
		async ({ mail, facts }) => {
			const { subject, html, text } = await renderMail(mail, language, facts);
			expect(subject).toMatch(/\S{2}/);
			expect(subject).not.toMatch(/[\r\n]/);
			expect(html).toContain(`lang="${language}"`);
			expect(text.trim().length).toBeGreaterThan(80);
			for (const written of [subject, html, text]) {
				expect(written).not.toMatch(/\{\{|\}\}|\bundefined\b|\[object |\bNaN\b/);
				// A key that has no words comes back as itself.
				expect(written).not.toMatch(
					/\b(mail|common|errors|dunning|portal|resolver|desk)_[a-z]+_[a-z_]+\b/
				);
			}
		}
	);

	test.each(SAMPLES)('$mail ($name) asks no other host for anything', async ({ mail, facts }) => {
		const { html } = await renderMail(mail, language, facts);
		// The one picture there may be, the code of a transfer, travels inside the mail.
		expect(html.match(/<(script|iframe|form|link)\b[^>]*>|<img (?!src="cid:)/gi) ?? []).toEqual([]);
		expect(html).not.toMatch(/@import|url\(/i);
	});
});

test('French and English are not the same letter', async () => {
	for (const { mail, facts } of SAMPLES) {
		const [fr, en] = await Promise.all(
			LANGUAGES.map((language) => renderMail(mail, language, facts))
		);
		expect(fr!.text).not.toBe(en!.text);
		expect(fr!.subject).not.toBe(en!.subject);
	}
});

test('what somebody typed stays text in a letter', async () => {
	const { facts } = SAMPLES.find(
		({ mail, name }) => mail === 'dispute-update' && name === 'message'
	)!;
	const hostile = {
		...(facts as MailFacts['dispute-update']),
		message: '<script>alert(1)</script>{{accent}}'
	};
	const { html } = await renderMail('dispute-update', 'en', hostile);
	expect(html).not.toContain('<script>');
	expect(html).toContain('&lt;script&gt;');
});
