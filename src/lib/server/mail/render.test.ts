import type { Language } from '$lib/i18n/language';
import { picturesIn, withoutPictures } from './transfer-picture';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import { money } from '$lib/domain/money';
import { renderMail } from './render';
import { sampleOf, SAMPLES } from './samples';
import { SAMPLE_SENDER } from './sender';
import { MAIL_NAMES } from './views/view-of';

const notice = sampleOf('dunning-notice', 'reminder');
const request = sampleOf('resolver-request', 'full');
const resolved = sampleOf('dispute-resolved', 'credit');

const HOSTILE = `<img src=x onerror=alert(1)><script>alert("x")</script> {{accent}} 'quoted'\nsecond line`;
/** Figures and words are kept together by U+00A0; sentences here are written with plain spaces. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('Every mail', () => {
	it('has a sample of each of its situations', () => {
		expect(new Set(SAMPLES.map(({ mail }) => mail))).toEqual(new Set(MAIL_NAMES));
	});

	it.each(
		SAMPLES.flatMap(({ mail, name, facts }) =>
			LANGUAGES.map((language) => ({ mail, name, facts, language }))
		)
	)(
		'$mail, $name, $language: has a subject, a letter and its text twin with the same doors',
		async ({ mail, facts, language }) => {
			const { subject, html, text } = await renderMail(mail, language, facts);
			expect(subject).toMatch(/\S/);
			expect(subject).not.toMatch(/urgent/i);
			expect(html + text + subject).not.toMatch(/\{\{|undefined|\[object|mail_\w+/);
			const doors = (written: string) =>
				new Set(
					written
						.replaceAll('&amp;', '&')
						.match(/https:\/\/(link\.invalid|account\.invalid|entendu\.example)[^\s"<]*/g)
				);
			expect(doors(text)).toEqual(doors(html));
			// Whoever has no account has no key to any.
			expect(doors(html).size > 0).toBe(!('isOutside' in facts));
		}
	);

	it('loads nothing from anywhere: no font, no pixel, and its one picture is inside it', async () => {
		const { html } = await renderMail('dunning-notice', 'fr', notice);
		expect(html).not.toMatch(/<link|@import|url\(|background="http|src="(?!cid:)/);
		expect(html.match(/<img/g) ?? []).toHaveLength(1);
	});

	it('shows the photos of a case to whoever is asked about it, and carries them along', async () => {
		const { html } = await renderMail('resolver-request', 'en', request);
		expect(html).toContain('alt="Photo 1 attached by the customer"');
		expect(picturesIn(html)).toMatchObject([{ name: 'photo-1.jpg', mime: 'image/jpeg' }]);
		expect(withoutPictures(html)).not.toContain('data-photo');
		const none = await renderMail('resolver-request', 'en', { ...request, photos: [] });
		expect(none.html).not.toContain('<img');
	});

	it('says of a case that a rule gave that nobody asked, in the letter and its text', async () => {
		const routed = sampleOf('resolver-request', 'routed');
		const { html, text } = await renderMail('resolver-request', 'fr', routed);
		for (const said of [plain(html), plain(text)]) {
			expect(said).toContain('Claire Morel suit ce client');
			expect(said).not.toMatch(/Claire Morel (a besoin|vous a confié)/);
		}
		const asked = await renderMail('resolver-request', 'fr', request);
		expect(plain(asked.text)).toContain('Claire Morel vous a confié ce litige');
	});

	it('shows what somebody typed as text, on its lines', async () => {
		const { html, text, subject } = await renderMail('resolver-request', 'fr', {
			...request,
			customerName: HOSTILE,
			explanation: HOSTILE,
			question: HOSTILE,
			reason: { fr: HOSTILE },
			resolverName: HOSTILE,
			photos: []
		});
		expect(html).not.toMatch(/<img|<script|alert\("x"\)/);
		expect(html).toContain(
			'&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &#123;&#123;accent&#125;&#125; &#39;quoted&#39;<br />second line'
		);
		expect(text).toContain(`'quoted'\nsecond line`);
		expect(subject).not.toContain('\n');
	});

	it('keeps numbers and dates on one line where they are read, and nowhere else', async () => {
		const { html, text } = await renderMail('dunning-notice', 'fr', notice);
		const number = notice.items[0]!.number;
		const unbroken = /<span style="white-space:nowrap">(.*?)<\/span>/g;
		expect([...html.matchAll(unbroken)].map(([, words]) => words)).toContain(number);
		expect(html.replace(unbroken, '')).not.toMatch(new RegExp(`>[^<]*${number}`));
		expect(html.slice(0, html.indexOf('<body'))).not.toContain('<span');
		expect(html).not.toMatch(/="[^"]*<span/);
		expect(text).not.toContain('<span');
	});

	it.each(LANGUAGES)('says of old links what became of them (%s)', async (language) => {
		const mail = async (oldEnded: boolean) =>
			(await renderMail('new-link', language, { customerName: 'X', oldEnded }, SAMPLE_SENDER)).text;
		const ended = /ne s’ouvrent plus|no longer open|öffnen sich nicht mehr|ya no se abren/;
		expect(await mail(true)).toMatch(ended);
		expect(await mail(false)).not.toMatch(ended);
		// Nobody is told to ignore a mail after which his old links open nothing.
		expect(await mail(true)).not.toMatch(/Ignore[zn]?\b|Ignorieren/);
		expect(await mail(false)).toMatch(/Ignore[zn]?\b|Ignorieren/);
		expect(await mail(false)).toMatch(/valables|valid|gültig|válidos/);
	});

	it('wears the colour of the creditor, darkened until it can be read', async () => {
		const { html } = await renderMail(
			'new-link',
			'fr',
			{ customerName: 'X' },
			{ ...SAMPLE_SENDER, accent: '#ffd400' }
		);
		expect(html).not.toContain('#0f5c4d');
		expect(html).not.toContain('#ffd400');
		const plainRed = await renderMail(
			'new-link',
			'fr',
			{ customerName: 'X' },
			{ ...SAMPLE_SENDER, accent: '#8b0000' }
		);
		expect(plainRed.html).toContain('#8b0000');
		const nonsense = await renderMail(
			'new-link',
			'fr',
			{ customerName: 'X' },
			{ ...SAMPLE_SENDER, accent: 'red;} body{' }
		);
		expect(nonsense.html).toContain('#0f5c4d');
	});

	it('begins at the edge where style sheets are refused', async () => {
		const { html } = await renderMail('dunning-notice', 'fr', notice);
		expect(html).toMatch(/<body\s+style="margin:0;padding:0;/);
	});

	it('leaves the bank out when the creditor has not given it', async () => {
		const { text } = await renderMail('dunning-notice', 'fr', notice, {
			...SAMPLE_SENDER,
			iban: ''
		});
		expect(text).not.toContain('IBAN');
	});

	it.each(LANGUAGES)(
		'names a British account as a bank there asks for it (%s)',
		async (language) => {
			const paidTo = async (iban: string) => {
				const sender = { ...SAMPLE_SENDER, iban };
				const { html, text } = await renderMail('dunning-notice', language, notice, sender);
				return { html: plain(html.replace(/<[^>]*>/g, ' ')), text: plain(text) };
			};
			const british = await paidTo('GB29NWBK60161331926819');
			for (const written of Object.values(british))
				expect(written).toMatch(/Sort [Cc]ode[\s\S]*60-16-13[\s\S]*31926819[\s\S]*IBAN/);
			for (const written of Object.values(await paidTo(SAMPLE_SENDER.iban)))
				expect(written).not.toMatch(/Sort code/i);
		}
	);

	it.each(LANGUAGES)('quotes the reference as the account page does (%s)', async (language) => {
		const rule = (code: string) =>
			plain(say('portal_bank_reference_numbers', { code }, language).replace(/ (?= )/, ''));
		const told = async (customerCode?: string) => {
			const owed = { ...notice, ...(customerCode && { customerCode }) };
			const left = { ...resolved, ...(customerCode && { customerCode }) };
			const mails = [
				await renderMail('dunning-notice', language, owed),
				await renderMail('dispute-resolved', language, left)
			];
			return mails.flatMap(({ html, text }) => [plain(html), plain(text)]);
		};
		for (const written of await told('C1000')) expect(written).toContain(rule('C1000'));
		// Kept before the code was: the same rule without it.
		for (const written of await told()) expect(written).toContain(rule(''));
	});

	it('reads amounts that travelled through the database', async () => {
		const stored = JSON.parse(
			JSON.stringify(resolved, (_, value) => (typeof value === 'bigint' ? value.toString() : value))
		);
		expect(await renderMail('dispute-resolved', 'en', stored)).toEqual(
			await renderMail('dispute-resolved', 'en', resolved)
		);
	});
});

describe('The dunning notice', () => {
	const subjectOf = async (name: string, language: Language = 'fr') =>
		plain((await renderMail('dunning-notice', language, sampleOf('dunning-notice', name))).subject);

	it('says the fact in its subject', async () => {
		expect(await subjectOf('reminder')).toBe(
			'Rappel : 3 factures toujours impayées – 1 718,50 € (Gantier SA)'
		);
		expect(await subjectOf('single')).toBe('Facture F-2026-0412 échue – 618,50 € (Gantier SA)');
		expect(await subjectOf('preventive')).toBe(
			'2 factures arrivent à échéance – 1 730,00 € (Gantier SA)'
		);
		expect(await subjectOf('long', 'en')).toBe(
			'Reminder: 14 invoices still unpaid – €1,604.85 + £2,400.00 (Gantier SA)'
		);
		expect(await subjectOf('formal')).toBe(
			'Mise en demeure : 3 factures échues – 1 718,50 € (Gantier SA)'
		);
	});

	it.each(LANGUAGES)(
		'has another subject than the mail of the step before (%s)',
		async (language) => {
			for (const name of ['reminder', 'single']) {
				const facts = sampleOf('dunning-notice', name);
				const subjects = await Promise.all(
					(['courtesy', 'neutral', 'formal'] as const).map(
						async (tone) =>
							(await renderMail('dunning-notice', language, { ...facts, tone })).subject
					)
				);
				expect(new Set(subjects).size).toBe(3);
			}
		}
	);

	it('names what is disputed and never claims it', async () => {
		const text = plain((await renderMail('dunning-notice', 'fr', notice)).text);
		expect(text).toContain('800,00 € restent à régler ; 200,00 € en contestation LIT-2026-000123');
		expect(text).toContain('312,40 € en contestation LIT-2026-000131 – relance suspendue');
		expect(text).toContain('Total échu, à régler : 1 718,50 €');
		expect(text).toContain('En contestation, non réclamé : 512,40 €');
	});

	it('names what was promised beside what is asked for', async () => {
		const promised = sampleOf('dunning-notice', 'promised');
		const text = plain((await renderMail('dunning-notice', 'fr', promised)).text);
		expect(text).toContain('100,00 € restent à régler ; 200,00 € déjà promis, relance suspendue');
		const english = plain((await renderMail('dunning-notice', 'en', promised)).text);
		expect(english).toContain('€100.00 remains payable; €200.00 already promised');
	});

	it('lists ten invoices and says how many more there are, totals per currency', async () => {
		const text = plain(
			(await renderMail('dunning-notice', 'fr', sampleOf('dunning-notice', 'long'))).text
		);
		expect(text.match(/jours de retard/g)).toHaveLength(10);
		expect(text).toContain('et 4 autres factures, visibles sur votre compte');
		expect(text).toContain('Total échu, à régler : 1 604,85 €\nTotal échu, à régler : 2 400,00 £');
	});

	it('names a credit that is deducted from its totals', async () => {
		const { html, text } = await renderMail(
			'dunning-notice',
			'en',
			sampleOf('dunning-notice', 'credit')
		);
		for (const letter of [plain(html), plain(text)])
			expect(letter).toContain('An unallocated credit of €900.00 has been deducted');
		const without = await renderMail('dunning-notice', 'en', notice);
		expect(without.text).not.toContain('unallocated');
	});

	it('opens the form on the invoice when there is only one', async () => {
		const { text } = await renderMail('dunning-notice', 'fr', sampleOf('dunning-notice', 'single'));
		expect(text).toContain('https://link.invalid/sample/disputes/new?invoice=f-2026-0412');
	});

	it('is calm when nothing is asked for', async () => {
		const nothing = {
			...notice,
			items: [],
			collectible: [money(0n, 'EUR')],
			overdue: [],
			disputed: []
		};
		expect((await renderMail('dunning-notice', 'fr', nothing)).subject).toBe(
			'Votre compte chez Gantier SA'
		);
	});
});
