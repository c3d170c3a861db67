import { PDFDocument } from 'pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TemplateWords } from '$lib/domain/dunning/template';
import { setClock } from '$lib/server/clock';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { canReadPdf, pagesOf } from '../../support/read-pdf';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { waitingLetter } from './world';

useDatabase();
let ours: Company;
beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours } = await buildWorld());
});
const desk = () => callerFor(ours.desk.collector).desk;

const ENGLISH: TemplateWords = {
	subject: 'Pay #total_overdue',
	body: 'Dear #contact,\n\nPlease pay.',
	closing: ''
};

/** A template with these words, and a letter to this customer whose step names it. */
async function letterSaying(name: string, fr: Partial<TemplateWords>, template?: string) {
	const { key } = await desk().templates.create({ name });
	const words = { subject: 'Objet', body: 'Corps', closing: '', ...fr };
	await desk().templates.publish({ key, tone: 'neutral', fr: words, en: ENGLISH });
	const { noticeId } = await waitingLetter(ours, { name });
	// The published version of a step never changes: only this test says which words it names.
	await asOwner('alter table step disable trigger step_published');
	await asOwner(
		`update step set definition = definition || jsonb_build_object('template', $2::text)
			where (organisation_id, id) = (select organisation_id, step_id from notice where id = $1)`,
		[noticeId, template ?? key]
	);
	await asOwner('alter table step enable trigger step_published');
	return { noticeId, key };
}

async function printed(noticeId: string): Promise<Uint8Array> {
	await desk().dunning.confirm({ noticeId });
	return (await desk().dunning.letterFile({ noticeId })).content;
}
const flat = (pages: string[]): string => pages.join(' ').replace(/\s+/g, ' ');

describe.runIf(canReadPdf)('a letter whose step names a template', () => {
	test('says its subject, its words with their tags filled in, and its closing', async () => {
		const { noticeId } = await letterSaying('Aciérie & Fils', {
			subject: 'Dernier avis : #total_echu',
			body: 'À #client,\n\nNous réclamons :\n#factures_echues\n\nÉcrivez-nous : #lien_contester',
			closing: 'Bien à vous,\n#creancier'
		});
		const text = flat(pagesOf(await printed(noticeId)));
		expect(text).toContain('Objet : Dernier avis : 1 000,00 €');
		expect(text).toContain('À Aciérie & Fils,');
		// Nobody presses a link on paper.
		expect(text).toContain('Écrivez-nous : compta@menuiserie.test');
		expect(text).not.toMatch(/https?:|link\.invalid/);
		expect(text).toContain('Bien à vous, Menuiserie Dupont');
		// The legal words of the product stay, its own opening and farewell do not.
		expect(text).toContain('L441-10');
		expect(text).not.toContain('Sauf erreur de notre part');
		expect(text).not.toContain('salutations distinguées');
	});

	test('prints what people typed as plain text, and breaks words and pages where they end', async () => {
		const long = 'x'.repeat(400);
		const body = Array.from({ length: 60 }, (_, n) => `Paragraphe ${n} dit la même chose.`);
		const { noticeId } = await letterSaying('<b>Client</b> #iban', {
			subject: `Pour #client ${'mot '.repeat(20)}`,
			body: ['<script>alert(1)</script> #client', long, ...body].join('\n\n'),
			closing: Array.from({ length: 30 }, (_, n) => `Fin ${n}`).join('\n\n')
		});
		const content = await printed(noticeId);
		const pages = pagesOf(content);
		const text = flat(pages);
		expect(text).toContain('<script>alert(1)</script> <b>Client</b> #iban');
		expect(text.match(/x+/g)!.map(({ length }) => length)).not.toContain(400);
		expect((text.match(/x/g) ?? []).length).toBeGreaterThanOrEqual(400);
		for (let n = 0; n < 60; n++) expect(text).toContain(`Paragraphe ${n} dit`);
		for (let n = 0; n < 30; n++) expect(text).toContain(`Fin ${n}`);
		expect(pages.length).toBeGreaterThan(2);
		expect(pages).toHaveLength((await PDFDocument.load(content)).getPageCount());
		// Each page ends with its foot: nothing is printed over or under it.
		for (const [n, page] of pages.entries())
			expect(page.trim().split('\n').at(-1)).toContain(`Page ${n + 1}/${pages.length}`);
	});

	test('keeps the words of the day it was confirmed, in what it says and in its file', async () => {
		const { noticeId, key } = await letterSaying('Figé', { subject: 'Premiers mots' });
		expect((await desk().dunning.notice({ noticeId })).wording?.subject).toBe('Premiers mots');
		const content = await printed(noticeId);
		const later = { subject: 'Autres mots', body: 'Corps', closing: '' };
		await desk().templates.publish({ key, tone: 'neutral', fr: later, en: ENGLISH });
		expect((await desk().dunning.notice({ noticeId })).wording?.subject).toBe('Premiers mots');
		const again = (await desk().dunning.letterFile({ noticeId })).content;
		expect(Buffer.from(again).equals(Buffer.from(content))).toBe(true);
	});
});

test('the words of mails are not put on paper: a step that names none of its own keeps those of a letter', async () => {
	await desk().templates.create({ name: 'Standard', standard: true });
	const words = { subject: 'Pour les e-mails', body: 'Cliquez sur #lien_compte', closing: '' };
	const { noticeId } = await letterSaying('Sans modèle', {}, 'dunning-notice');
	await desk().templates.publish({ key: 'dunning-notice', tone: 'neutral', fr: words, en: words });
	expect((await desk().dunning.notice({ noticeId })).wording).toBeNull();
	await desk().dunning.confirm({ noticeId });
	expect((await desk().dunning.notice({ noticeId })).wording).toBeNull();
});
