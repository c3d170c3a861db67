import { expect, test, type Browser, type Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { askOwner } from './demo-world';
import { linkIn, mailSaying } from './mailbox';

const DATA = path.resolve(import.meta.dirname, '../../..', process.env.E2E_DATA_DIR ?? '.data/e2e');

/** Who opens the portal on which device. */
export const PEOPLE = {
	phone: { email: 'julie.vasseur@maison-vasseur.example', language: 'fr' },
	desktop: { email: 'olivia.bennett@harbourcafe.example', language: 'en' }
} as const;

export const WORDS = {
	fr: {
		ask: 'Recevoir un nouveau lien',
		address: 'Votre adresse e-mail',
		done: 'C’est fait',
		newLink: /lien/i,
		received: /LIT-\d{4}-\d{6}/,
		dispute: /^Contester la facture/,
		reason: 'La quantité livrée est différente',
		part: 'Une partie',
		amountOf: /^Montant contesté/,
		explain: 'Expliquez en quelques mots',
		files: /^Ajouter des fichiers/,
		send: 'Envoyer la contestation',
		case: /^Contestation LIT-/,
		sent: /reçue\. Réponse au plus tard/,
		paused: /Nous ne vous relancerons pas/,
		tooHigh: /ne peut pas dépasser/,
		noReason: /Choisissez le motif/,
		kept: 'Contestation enregistrée sur cet appareil',
		shownAsOf: /Hors ligne – page telle qu’elle était/,
		paid: 'Je l’ai déjà payée',
		noted: /C’est noté/,
		sendAnswer: 'Envoyer',
		transfer: /^Référence du virement/,
		reply: 'Ajouter un message',
		replySend: 'Envoyer le message',
		withdraw: 'Retirer ma contestation',
		withdrawYes: 'Oui, retirer la contestation',
		withdrawn: 'Votre contestation est retirée.'
	},
	en: {
		ask: 'Get a new link',
		address: 'Your e-mail address',
		done: 'Done',
		newLink: /link/i,
		received: /LIT-\d{4}-\d{6}/,
		dispute: /^Dispute invoice/,
		reason: 'The quantity delivered is different',
		part: 'Part of it',
		amountOf: /^Disputed amount/,
		explain: 'Explain in a few words',
		files: /^Add files/,
		send: 'Send the dispute',
		case: /^Dispute LIT-/,
		sent: /received\. Answer by/,
		paused: /We will not chase you/,
		tooHigh: /cannot be more than/,
		noReason: /Choose the reason/,
		kept: 'Dispute saved on this device',
		shownAsOf: /Offline – shown as of/,
		paid: 'I have already paid it',
		noted: /^Noted/,
		sendAnswer: 'Send',
		transfer: /^Reference of the transfer/,
		reply: 'Add a message',
		replySend: 'Send the message',
		withdraw: 'Withdraw my dispute',
		withdrawYes: 'Yes, withdraw the dispute',
		withdrawn: 'Your dispute has been withdrawn.'
	}
};

export const me = () => PEOPLE[test.info().project.name as keyof typeof PEOPLE];
export const words = () => WORDS[me().language];

/** Kept beside the world: only so many links an hour are mailed to one person. */
const keptFor = (email: string) => path.join(DATA, `account-${email}`);

export const myAccount = (page: Page): Promise<string> => accountOf(page, me().email);

/** As anybody without a link gets one: by asking for it, and reading the mail. */
export async function accountOf(page: Page, email: string): Promise<string> {
	const kept = keptFor(email);
	if (fs.existsSync(kept)) return fs.readFileSync(kept, 'utf8');
	await page.goto('/p/renew');
	await page.getByLabel(words().address).fill(email);
	await page.getByRole('button', { name: words().ask }).click();
	await expect(page.getByRole('heading', { name: words().done })).toBeVisible();
	const account = /^\/p\/[A-Za-z0-9_-]{43}/.exec(linkIn(await mailSaying(email, /lien|link/i)))![0];
	fs.writeFileSync(kept, account);
	return account;
}

/** Sends a dispute; what is on file about it is read, and the person goes on. */
export async function sendDispute(page: Page): Promise<void> {
	await page.getByRole('button', { name: words().send, exact: true }).click();
	const goOn = page.getByRole('button', { name: /^(Continuer et envoyer|Continue and send)/ });
	const sent = page.getByText(words().sent);
	await expect(goOn.or(sent).first()).toBeVisible();
	if (await goOn.isVisible()) await goOn.click();
	await expect(sent).toBeVisible();
}

/** What earlier journeys contested or said to be paid is taken back: each file finds the invoices of its person free. */
export const freeMyInvoices = (): Promise<unknown> =>
	askOwner(fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8'), async (query) => {
		await query(
			`update dispute set status = 'withdrawn' where raised_by_email = $1
			and status not in ('resolved', 'withdrawn', 'duplicate', 'not_a_dispute')`,
			[me().email]
		);
		await query(
			// So long ago that it may be said once more.
			`update hold h set created_at = h.created_at - interval '60 days', released_by = 'somebody',
			released_at = h.created_at - interval '60 days' from contact c
			where c.organisation_id = h.organisation_id and c.customer_id = h.customer_id and c.email = $1
			and h.payment_claim_id is not null and h.created_at > now() - interval '30 days'`,
			[me().email]
		);
	});

export const photo = (width: number, height: number) =>
	sharp({
		create: {
			width,
			height,
			channels: 3,
			background: '#888',
			noise: { type: 'gaussian', mean: 128, sigma: 60 }
		}
	})
		.jpeg({ quality: 98 })
		.toBuffer();

/** About an invoice that is contested in part, the open case comes first and the form is folded. */
export const unfold = async (page: Page) => {
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	const another = page.locator('main details:not([open]) > summary.button');
	if (await another.count()) await another.click();
};
export const openForm = async (page: Page, which: 'first' | 'last' = 'first') => {
	await page.getByRole('link', { name: words().dispute })[which]().click();
	await expect(page).toHaveURL(/disputes\/new/);
	await unfold(page);
};
export const references = async (page: Page, account: string): Promise<string[]> => {
	await page.goto(account);
	return [
		...new Set(((await page.locator('main').innerText()).match(/LIT-\d{4}-\d{6}/g) ?? []).sort())
	];
};
export const withoutScripts = async (browser: Browser) =>
	(await browser.newContext({ ...test.info().project.use, javaScriptEnabled: false })).newPage();
