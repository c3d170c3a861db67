import { expect, test } from 'vitest';
import { LANGUAGES } from '$lib/i18n/language';
import { formatMoney } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { renderMail } from './render';
import { sampleOf } from './samples';

const plain = (words: string): string =>
	words.replace(/<[^>]*>/g, '').replace(/[\s\u00a0\u202f]+/g, ' ');

test.each(LANGUAGES)(
	'what a decision made payable again stands apart from what is still contested, asked for or not (%s)',
	async (locale) => {
		const euros = (minor: bigint) => formatMoney({ minor, currency: 'EUR' }, locale);
		const reference = 'LIT-2026-000131';
		const { html, text } = await renderMail(
			'dunning-notice',
			locale,
			sampleOf('dunning-notice', 'decided')
		);
		// 312.40 were contested, 162.40 of them refused; 200.00 more are contested of another invoice.
		const said = [
			m.mail_dunning_item_disputed({ amount: euros(15_000n), reference }, { locale }),
			m.mail_dunning_item_refused({ amount: euros(16_240n), reference }, { locale })
		];
		for (const part of [html, text])
			for (const one of said) expect(plain(part)).toContain(plain(one));
		for (const [label, minor] of [
			[m.mail_dunning_total_disputed({}, { locale }), 35_000n],
			[m.mail_dunning_total_refused({}, { locale }), 16_240n]
		] as const)
			expect(plain(text)).toContain(
				plain(`${label}${m.mail_colon({}, { locale })} ${euros(minor)}`)
			);
		expect(plain(text)).not.toContain(plain(euros(31_240n)));
	}
);

test.each(LANGUAGES)(
	'what a decision accepted is called neither contested nor payable (%s)',
	async (locale) => {
		const euros = (minor: bigint) => formatMoney({ minor, currency: 'EUR' }, locale);
		const said = { amount: euros(31_240n), reference: 'LIT-2026-000131' };
		const facts = sampleOf('dunning-notice', 'granted');
		const { html, text } = await renderMail('dunning-notice', locale, facts);
		for (const part of [html, text]) {
			expect(plain(part)).toContain(plain(m.mail_dunning_item_accepted(said, { locale })));
			expect(plain(part)).not.toContain(plain(m.mail_dunning_item_disputed(said, { locale })));
		}
		const row = (label: string, minor: bigint) =>
			plain(`${label}${m.mail_colon({}, { locale })} ${euros(minor)}`);
		expect(plain(text)).toContain(row(m.mail_dunning_total_accepted({}, { locale }), 31_240n));
		// What is contested of the other invoice.
		expect(plain(text)).toContain(row(m.mail_dunning_total_disputed({}, { locale }), 20_000n));
	}
);

test.each(['decided', 'granted'] as const)(
	'of two cases about one invoice only the one nobody has decided is named as in dispute (%s)',
	async (sample) => {
		const facts = sampleOf('dunning-notice', sample);
		const items = facts.items.map((item) =>
			item.refused || item.accepted
				? {
						...item,
						disputed: { ...item.disputed, minor: item.disputed.minor + 5_000n },
						disputes: [...item.disputes, 'LIT-2026-000999']
					}
				: item
		);
		const { text } = await renderMail('dunning-notice', 'en', { ...facts, items });
		const named = plain(text).match(/in dispute[^·]*?LIT-2026-000999/)?.[0];
		expect(named).toBeDefined();
		expect(named).not.toContain('LIT-2026-000131');
	}
);

test.each(LANGUAGES)('an invoice at rest after a dispute says why (%s)', async (locale) => {
	const { text } = await renderMail('dunning-notice', locale, sampleOf('dunning-notice', 'quiet'));
	const amount = formatMoney({ minor: 30_000n, currency: 'EUR' }, locale);
	expect(plain(text)).toContain(plain(m.mail_dunning_item_quiet({ amount }, { locale })));
	expect(plain(text)).not.toContain(plain(m.mail_dunning_item_held({ amount }, { locale })));
});

test('held for another reason, the quiet days of a part of it explain nothing', async () => {
	const facts = sampleOf('dunning-notice', 'quiet');
	const items = facts.items.map((item) =>
		item.quiet ? { ...item, quiet: { ...item.quiet, minor: 1n } } : item
	);
	const { text } = await renderMail('dunning-notice', 'en', { ...facts, items });
	expect(text).toContain('€300.00 – reminders paused');
	expect(text).not.toContain('after your dispute');
});
