import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { money } from '$lib/domain/money';
import { renderMail } from './render';
import { sampleOf } from './samples';
import { picturesIn, squarePng } from './transfer-picture';

const reminder = sampleOf('dunning-notice', 'reminder');
const codeIn = (html: string): string =>
	Buffer.from(/data-code="([\w-]+)"/.exec(html)?.[1] ?? '', 'base64url').toString();

describe('the square code of a reminder', () => {
	test.each(['fr', 'en'] as const)(
		'says the sum, the account and the invoices (%s)',
		async (language) => {
			const { html, text } = await renderMail('dunning-notice', language, reminder);
			expect(codeIn(html).split('\n')).toEqual([
				'BCD',
				'002',
				'1',
				'SCT',
				'AGRIFRPP',
				'Gantier SA',
				'FR7630006000011234567890189',
				'EUR1718.50',
				'',
				'',
				'F-2026-0412 F-2026-0431 F-2026-0440'
			]);
			expect(text).not.toContain('data-code');
			expect(Buffer.byteLength(html)).toBeLessThan(60_000);
		}
	);

	test('says what the page to pay has to be written on the transfer', async () => {
		const said = async (items: typeof reminder.items) => {
			const facts = { ...reminder, customerCode: 'C1000', items };
			return codeIn((await renderMail('dunning-notice', 'fr', facts)).html)
				.split('\n')
				.at(-1);
		};
		expect(await said(reminder.items)).toBe('C1000 F-2026-0412 F-2026-0431 F-2026-0440');
		expect(await said(reminder.items.slice(0, 1))).toBe('F-2026-0412');
	});

	test('is a picture inside the mail that any program can read', async () => {
		const { html } = await renderMail('dunning-notice', 'fr', reminder);
		const [picture, ...others] = picturesIn(html);
		expect(others).toEqual([]);
		expect(picture!.content.length).toBeLessThan(2000);
		const { data, info } = await sharp(picture!.content)
			.toColourspace('b-w')
			.raw()
			.toBuffer({ resolveWithObject: true });
		expect(info.width).toBe(info.height);
		// Quiet ground all around, and the dark corner of the first finder right behind it.
		const at = (x: number, y: number) => data[(y * info.width + x) * info.channels];
		expect([at(0, 0), at(15, 15), at(16, 16), at(info.width - 1, 40)]).toEqual([255, 255, 0, 255]);
		expect(squarePng('a')).toEqual(squarePng('a'));
	});

	test('is left out with several currencies, another one, or nothing to pay', async () => {
		const others = [
			sampleOf('dunning-notice', 'long'),
			{ ...reminder, overdue: [money(1000n, 'GBP')] },
			{ ...reminder, overdue: [], collectible: [] }
		];
		for (const facts of others) {
			const { html } = await renderMail('dunning-notice', 'fr', facts);
			expect(picturesIn(html)).toEqual([]);
			expect(html).not.toContain('cid:');
		}
	});
});
