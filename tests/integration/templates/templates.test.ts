import { doorOf } from '$lib/server/delivery/letter-link';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Tone } from '$lib/domain/dunning/scenario';
import type { TemplateWords } from '$lib/domain/dunning/template';
import { TEMPLATE_TAGS } from '$lib/domain/dunning/template-tags';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { contact, customer } from '$lib/server/db/schema/customers';
import { templateVersion } from '$lib/server/db/schema/templates';
import { runDunning } from '$lib/server/dunning/run-dunning';
import type { DeskScope, SystemScope } from '$lib/server/auth/scope';
import { renderMail } from '$lib/server/mail/render';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildUser } from '../../support/factories';
import { deskScopeOf } from '../../support/scopes';
import { claimMail, deliveriesIn, noticesIn, organisationWithDebtor } from '../dunning/world';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

const HOSTILE = `<script>alert(1)</script> & "x" {{accent}} #iban`;
const words = (fields: Partial<TemplateWords> = {}): TemplateWords => ({
	subject: 'Objet #client',
	body: 'Bonjour #contact',
	closing: '',
	...fields
});

async function company() {
	const made = await organisationWithDebtor();
	const user = await buildUser(made.inside, { role: 'collector' });
	const scope = deskScopeOf(user, made.inside);
	return { ...made, user, scope, desk: callerFor(scope).desk.templates };
}

/** In the place of the words of the product, so that every step speaks with them. */
async function published(
	{ desk }: { desk: ReturnType<typeof callerFor>['desk']['templates'] },
	fr: Partial<TemplateWords>,
	tone: Tone = 'neutral'
) {
	const list = await desk.list();
	if (!list.templates.some(({ key }) => key === 'dunning-notice'))
		await desk.create({ name: 'Standard', standard: true });
	const english = words({ subject: 'English #customer', body: 'Dear #contact' });
	await desk.publish({ key: 'dunning-notice', tone, fr: words(fr), en: english });
}

async function claimed(inside: SystemScope) {
	await runDunning(inside);
	const [row] = await noticesIn(inside);
	const claim = await claimMail(inside, row!.id);
	if (!claim.send) throw new Error(claim.reasons.join());
	return { facts: claim.facts, noticeId: row!.id };
}

const rename = (inside: SystemScope, id: string, name: string) =>
	unitOfWork(inside, async ({ tx }) => {
		await tx.update(customer).set({ name }).where(eq(customer.id, id));
		await tx.update(contact).set({ name }).where(eq(contact.customerId, id));
	});

describe('what a reminder says', () => {
	test('comes from the product until a template is published', async () => {
		const made = await company();
		await made.desk.create({ name: 'Standard', standard: true });
		expect((await claimed(made.inside)).facts.words).toBeUndefined();
	});

	test('comes from the published template, in the language of its reader', async () => {
		const made = await company();
		await published(made, { subject: 'Compte de #client', body: '#factures_echues' });
		const { facts } = await claimed(made.inside);
		const fr = await renderMail('dunning-notice', 'fr', facts);
		expect(fr.subject).toBe(`Compte de ${made.customer.name}`);
		expect(fr.text).toContain(`${made.invoice.number} – `);
		const en = await renderMail('dunning-notice', 'en', facts);
		expect(en.subject).toBe(`English ${made.customer.name}`);
	});

	test('follows the tone of the decision, and is neutral without words of that tone', async () => {
		const made = await company();
		await published(made, { subject: 'Neutre' });
		await published(made, { subject: 'Ferme' }, 'firm');
		expect((await claimed(made.inside)).facts).toMatchObject({
			tone: 'neutral',
			words: { version: 2, fr: { subject: 'Neutre' } }
		});
	});

	test('stays with the notice when the template changes afterwards', async () => {
		const made = await company();
		await published(made, { subject: 'Avant' });
		const { noticeId } = await claimed(made.inside);
		await published(made, { subject: 'Après' });
		const [row] = await noticesIn(made.inside);
		expect(row).toMatchObject({
			id: noticeId,
			content: { words: { version: 1, fr: { subject: 'Avant' } } }
		});
	});

	test('is the product’s again when the template is set aside, and its own when it is back', async () => {
		const made = await company();
		await published(made, {});
		await made.desk.archive({ key: 'dunning-notice', archived: true });
		expect((await claimed(made.inside)).facts.words).toBeUndefined();
		await made.desk.archive({ key: 'dunning-notice', archived: false });
		expect((await claimed(made.inside)).facts.words).toMatchObject({ version: 1 });
	});

	test('is text, whatever the customer is called', async () => {
		const made = await company();
		await rename(made.inside, made.customer.id, HOSTILE);
		const all = TEMPLATE_TAGS.map(({ fr }) => `[#${fr}]`).join('\n');
		await published(made, { subject: '<b>#client</b>', body: `<img src=x>\n${all}`, closing: all });
		const { facts } = await claimed(made.inside);
		const { subject, html, text } = await renderMail('dunning-notice', 'fr', facts);
		expect(html).not.toMatch(/<(script|b)\b|<img(?! src="cid:)/);
		expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;');
		expect(html).toContain('&lt;img src=x&gt;');
		expect(subject).toBe(`<b>${HOSTILE}</b>`);
		expect(text).toContain(`[${HOSTILE}]`);
	});
});

describe('a template', () => {
	test('is not published with a tag nobody knows, and the draft says where', async () => {
		const made = await company();
		const { key } = await made.desk.create({ name: 'Export' });
		const typed = { key, tone: 'neutral' as const, fr: words({ body: '#clien' }), en: words() };
		await made.desk.save(typed);
		await expect(made.desk.publish(typed)).rejects.toMatchObject({
			message: 'template_not_ready'
		});
		expect((await made.desk.page({ key })).problems).toMatchObject([
			{ code: 'unknown_tag', field: 'body', written: 'clien', suggestion: 'client' }
		]);
	});

	test('once published never changes: the next words are another version', async () => {
		const made = await company();
		await published(made, { subject: 'Un' });
		const page = () => made.desk.page({ key: 'dunning-notice' });
		await made.desk.save({ key: 'dunning-notice', fr: words({ subject: 'Deux' }), en: words() });
		expect((await page()).versions).toMatchObject([
			{ number: 2, publishedAt: null },
			{ number: 1, publishedAt: expect.any(Date) }
		]);
		await expect(
			unitOfWork(made.inside, ({ tx }) =>
				tx.update(templateVersion).set({ number: 9 }).where(eq(templateVersion.number, 1))
			)
		).rejects.toThrow();
	});

	test('saved without a change is no new version, and is not published again', async () => {
		const made = await company();
		await published(made, {});
		await expect(published(made, {})).rejects.toMatchObject({ message: 'conflict' });
		expect((await made.desk.page({ key: 'dunning-notice' })).versions).toHaveLength(1);
	});

	test('saved by somebody else since it was read keeps his words, and says so; another tone is free', async () => {
		const made = await company();
		const { key } = await made.desk.create({ name: 'Export' });
		const { seen } = await made.desk.page({ key });
		const mine = { key, fr: words({ subject: 'Le mien' }), en: words() };
		await made.desk.save({ key, fr: words({ subject: 'Le sien' }), en: words(), seen });
		await expect(made.desk.save({ ...mine, seen })).rejects.toMatchObject({
			cause: { code: 'conflict', field: 'seen' }
		});
		const page = await made.desk.page({ key });
		expect(page.content.fr?.neutral?.subject).toBe('Le sien');
		const firm = await made.desk.page({ key, tone: 'firm' });
		await made.desk.save({ ...mine, tone: 'firm', seen: firm.seen });
		await made.desk.save({ ...mine, seen: page.seen });
		expect((await made.desk.page({ key })).content.fr).toMatchObject({
			neutral: { subject: 'Le mien' },
			firm: { subject: 'Le mien' }
		});
	});

	test('names who looks after the account, and the company where nobody does', async () => {
		const made = await company();
		await published(made, { body: '#responsable – #courriel_responsable – #lien_payer' });
		const nobody = await renderMail('dunning-notice', 'fr', (await claimed(made.inside)).facts);
		expect(nobody.text).toContain('Gantier SA – recouvrement@gantier.example');
		const other = await company();
		await published(other, { body: '#responsable – #courriel_responsable' });
		await unitOfWork(other.inside, ({ tx }) =>
			tx
				.update(customer)
				.set({ collectorId: other.user.id })
				.where(eq(customer.id, other.customer.id))
		);
		const named = await renderMail('dunning-notice', 'fr', (await claimed(other.inside)).facts);
		expect(named.text).toContain(`${other.user.name} – ${other.user.email}`);
		expect(nobody.text).toContain('/pay');
	});

	test('shows how it reads for a customer, and how much it weighs', async () => {
		const made = await company();
		const { key } = await made.desk.create({ name: 'Export' });
		const page = await made.desk.page({ key, customer: made.customer.code });
		expect(page.customerName).toBe(made.customer.name);
		expect(page.letters.fr.text).toContain(made.invoice.number);
		expect(page.tags.fr.find(({ key: tag }) => tag === 'customer')?.value).toBe(made.customer.name);
		expect(page.sizes.fr).toBeGreaterThan(10_000);
		expect(page.problems).toEqual([]);
	});

	test('shows an invented customer whose dates fit today, each tag cut between two words', async () => {
		const made = await company();
		const { key } = await made.desk.create({ name: 'Export' });
		const { letters, tags } = await made.desk.page({ key });
		// 27 days before 3 March, the day of these tests.
		setClock(new Date('2026-11-26T09:00:00Z'));
		const later = await made.desk.page({ key });
		expect(letters.fr.text).toMatch(/4 févr\. 2026/);
		expect(later.letters.fr.text).toMatch(/30 oct\. 2026/);
		expect(later.letters.fr.text).not.toMatch(/févr\./);
		const whole = letters.fr.text.replace(/\s+/g, ' ');
		const long = tags.fr.filter(({ value }) => value.length > 100);
		expect(long.length).toBeGreaterThan(0);
		for (const { value } of long) expect(value).toMatch(/[^\s–·,;]…$/);
		expect(whole).toContain('F-2026-0412');
	});

	test('is tried on whoever asks: marked as a trial, without a link', async () => {
		const made = await company();
		const { key } = await made.desk.create({ name: 'Export' });
		await made.desk.trial({ key, language: 'fr', customer: made.customer.code });
		const [row] = await deliveriesIn(made.inside);
		expect(row).toMatchObject({
			toEmail: made.user.email,
			linkId: null,
			customerId: null,
			noticeId: null
		});
		const { subject } = await renderMail('dunning-notice', 'fr', row!.facts as never);
		expect(subject).toMatch(/^\[Essai\]/);
	});

	test('is tried with the buttons of the customer’s letter, which open nothing', async () => {
		const made = await company();
		const { key } = await made.desk.create({ name: 'Export' });
		const { code } = made.customer;
		await made.desk.trial({ key, language: 'fr', customer: code });
		const [row] = await deliveriesIn(made.inside);
		const to = { name: '', door: doorOf(row!.linkId) };
		const { html, text } = await renderMail(
			'dunning-notice',
			'fr',
			row!.facts as never,
			undefined,
			to
		);
		const shown = (await made.desk.page({ key, customer: code })).letters.fr;
		const labels = (written: string) =>
			[...written.matchAll(/<a [^>]*>\s*([^<]+?)\s*<\/a>/g)].map(([, label]) => label);
		expect(labels(html)).toEqual(labels(shown.html));
		expect(html).not.toMatch(/mailto:|href="https:\/\/link\.invalid|link\.invalid/);
		expect(text).not.toContain('link.invalid');
		expect(text).toContain('Essai');
	});

	test('is tried as it stands in the editor, saved or not', async () => {
		const made = await company();
		const { key } = await made.desk.create({ name: 'Export' });
		const words = { subject: 'Encore un brouillon', body: 'Bonjour', closing: '' };
		await made.desk.trial({ key, language: 'fr', typed: { fr: words, en: words } });
		const [row] = await deliveriesIn(made.inside);
		const { subject } = await renderMail('dunning-notice', 'fr', row!.facts as never);
		expect(subject).toBe('[Essai] Encore un brouillon');
		const { content } = await made.desk.page({ key });
		expect(content.fr?.neutral?.subject).not.toBe(words.subject);
	});

	test('is not tried for a customer nobody knows: the refusal points to the field', async () => {
		const made = await company();
		const { key } = await made.desk.create({ name: 'Export' });
		const trial = made.desk.trial({ key, language: 'fr', customer: 'Nobody Ltd' });
		await expect(trial).rejects.toMatchObject({
			cause: {
				code: 'customer_without_open_invoices',
				field: 'customer'
			}
		});
		expect(await deliveriesIn(made.inside)).toEqual([]);
	});

	test('knows which tones were saved and are not in force yet', async () => {
		const made = await company();
		const { key } = await made.desk.create({ name: 'Export' });
		const { content } = await made.desk.page({ key });
		const usual = { fr: content.fr!.neutral!, en: content.en!.neutral! };
		expect((await made.desk.page({ key })).unpublishedTones).toEqual(['neutral']);
		await made.desk.publish({ key, tone: 'neutral', ...usual });
		expect((await made.desk.page({ key })).unpublishedTones).toEqual([]);
		await made.desk.save({ key, tone: 'firm', ...usual });
		expect((await made.desk.page({ key })).unpublishedTones).toEqual(['firm']);
	});

	test('is unknown to the other organisation, which may have its own of that name', async () => {
		const [ours, other] = [await company(), await company()];
		await published(ours, { subject: 'Chez nous' });
		await expect(other.desk.page({ key: 'dunning-notice' })).rejects.toMatchObject({
			message: 'not_found'
		});
		expect((await other.desk.list()).templates).toEqual([]);
		expect((await claimed(other.inside)).facts.words).toBeUndefined();
		await published(other, { subject: 'Chez eux' });
		expect((await claimed(ours.inside)).facts.words?.fr?.subject).toBe('Chez nous');
		const page = await other.desk.page({ key: 'dunning-notice', customer: ours.customer.code });
		expect(page.customerName).not.toBe(ours.customer.name);
	});

	test('is read by whoever reads dunning, and written by collectors only', async () => {
		const made = await company();
		const reader: DeskScope = deskScopeOf(
			await buildUser(made.inside, { role: 'executive' }),
			made.inside
		);
		const desk = callerFor(reader).desk.templates;
		expect((await desk.list()).steps.length).toBeGreaterThan(0);
		await expect(desk.create({ name: 'X' })).rejects.toMatchObject({ message: 'not_allowed' });
	});
});
