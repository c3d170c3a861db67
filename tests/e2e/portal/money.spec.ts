import { expect, test, type Page } from '@playwright/test';
import { freeMyInvoices, me, myAccount } from '../support/portal';

// Everything here works without scripts; the clock of the test is the clock of the demo.
test.use({ javaScriptEnabled: false });

const WORDS = {
	fr: {
		payAll: /^Payer /,
		promise: 'Promettre une date',
		tickedSum: /^(Les \d+ factures cochées|La facture cochée)\s: /,
		count: 'Additionner ce qui est coché',
		listedSum: /^Les \d+ factures de la liste, cochées ou non\s: /,
		paySelected: 'Payer la sélection',
		reference: 'Référence à indiquer, telle quelle',
		unchanged: /coordonnées bancaires n’ont pas changé/,
		amount: /^Montant promis/,
		send: 'Envoyer ma promesse',
		stops: /aucune relance sur ces .* jusqu’au .* inclus/,
		otherDay: 'Jour du paiement',
		tooFar: /La dernière que nous pouvons examiner/,
		takeBack: 'Retirer cette promesse',
		takeBackYes: 'Retirer la promesse',
		takenBack: 'Votre promesse est retirée.',
		paid: 'J’ai déjà payé',
		paidAmount: /^Montant payé/,
		paidSend: 'Envoyer à la comptabilité',
		wrongAmount: /Indiquez un montant/,
		noted: 'C’est noté, nous cherchons votre paiement',
		question: 'Poser une question',
		message: 'Votre message',
		needed: 'Écrivez votre message',
		sendMessage: 'Envoyer',
		sent: 'Message envoyé',
		wrongPerson: 'Je ne suis pas la bonne personne',
		who: 'À qui nous adresser',
		thanks: /vérifie et écrira à la bonne personne/
	},
	en: {
		payAll: /^Pay /,
		promise: 'Promise a date',
		tickedSum: /^The (\d+ invoices|invoice) ticked: /,
		count: 'Add up what is ticked',
		listedSum: /^The \d+ invoices listed, ticked or not: /,
		paySelected: 'Pay the selection',
		reference: 'Reference to quote, exactly',
		unchanged: /bank details have not changed/,
		amount: /^Amount promised/,
		send: 'Send my promise',
		stops: /no reminder about this .* up to and including/,
		otherDay: 'Day of the payment',
		tooFar: /The latest we can consider/,
		takeBack: 'Take this promise back',
		takeBackYes: 'Take the promise back',
		takenBack: 'Your promise is withdrawn.',
		paid: 'I have paid already',
		paidAmount: /^Amount paid/,
		paidSend: 'Send to accounts',
		wrongAmount: /Enter an amount/,
		noted: 'Noted, we are looking for your payment',
		question: 'Ask a question',
		message: 'Your message',
		needed: 'Write your message',
		sendMessage: 'Send',
		sent: 'Message sent',
		wrongPerson: 'I am not the right person',
		who: 'Who should we write to?',
		thanks: /checks this and will write to the right person/
	}
};
const words = () => WORDS[me().language];
const problem = (page: Page) => page.getByRole('alert');

test.beforeAll(freeMyInvoices);

test('what is ticked is paid: sum, exact reference and the line about the bank details', async ({
	page
}) => {
	await page.goto(await myAccount(page));
	const [first, second] = [0, 1].map((place) => page.locator('input[name=invoice]').nth(place));
	await first!.check();
	await second!.check();
	await page.getByRole('button', { name: words().paySelected }).click();
	await expect(page.getByRole('heading', { level: 1, name: words().payAll })).toBeVisible();
	await expect(page).toHaveURL(/\/pay\?invoice=.*&invoice=/);
	await expect(page.locator('dt', { hasText: words().reference })).toBeVisible();
	await expect(page.getByText(words().unchanged)).toBeVisible();
});

test('a date is promised in three taps, read again word for word, and taken back', async ({
	page
}) => {
	await page.goto(await myAccount(page));
	await page.getByRole('link', { name: words().promise }).click();
	await expect(page.getByLabel(words().otherDay)).toBeHidden();
	await page.locator('[name=day]').last().check();
	await page.getByLabel(words().otherDay).fill('2099-01-05');
	await page.getByLabel(words().amount).fill('10');
	await page.getByRole('button', { name: words().send }).click();
	await expect(problem(page)).toContainText(words().tooFar);
	await expect(page.getByLabel(words().amount)).toHaveValue('10');
	// What was refused stands there still: it is no second wish.
	await expect(page.getByLabel(words().otherDay)).toHaveValue('2099-01-05');
	await page.locator('[name=day]').first().check();
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.getByRole('status')).toContainText(words().stops);
	await expect(page.locator('blockquote p')).not.toHaveCount(0);
	await page.getByText(words().takeBack).click();
	await page.getByRole('button', { name: words().takeBackYes }).click();
	await expect(page.getByText(words().takenBack)).toBeVisible();
});

test('everything that is wrong with a promise is said at once, each at its field', async ({
	page
}) => {
	await page.goto(await myAccount(page));
	await page.getByRole('link', { name: words().promise }).click();
	await page.locator('[name=day]').last().check();
	await page.getByLabel(words().otherDay).fill('');
	await page.getByLabel(words().amount).fill('beaucoup');
	await page.getByRole('button', { name: words().send }).click();
	await expect(problem(page).getByRole('link')).toHaveCount(2);
	await expect(page.locator('#promise .field-error')).toHaveCount(2);
	await expect(page.getByLabel(words().amount)).toHaveValue('beaucoup');
});

test('the sum of a promise says whether it is what is ticked or what is listed', async ({
	page
}) => {
	await page.goto(await myAccount(page));
	await page.getByRole('link', { name: words().promise }).click();
	const boxes = page.locator('#promise input[name=invoice]');
	const shown = (sum: RegExp) => page.getByText(sum).filter({ visible: true });
	const count = page.getByRole('button', { name: words().count });
	expect(await boxes.count()).toBeGreaterThan(1);
	for (const box of await boxes.all()) await box.check();
	await expect(shown(words().tickedSum)).toHaveCount(1);
	await expect(shown(words().listedSum)).toHaveCount(0);
	await expect(count).toBeHidden();
	await boxes.first().uncheck();
	await expect(shown(words().tickedSum)).toHaveCount(0);
	await expect(shown(words().listedSum)).toHaveCount(1);
	await count.click();
	await expect(boxes.first()).not.toBeChecked();
	await expect(boxes.last()).toBeChecked();
	await expect(shown(words().tickedSum)).toHaveCount(1);
	await expect(count).toBeHidden();
});

test('"I have paid" goes with its proof, and says until when nothing is asked', async ({
	page
}) => {
	await page.goto(await myAccount(page));
	await page.locator('li:has(input[name=invoice]) a.number').last().click();
	await page.getByRole('link', { name: words().question }).click();
	await page.getByRole('link', { name: words().paid }).click();
	// Whoever comes to say so finds the form unfolded.
	await page.getByLabel(words().paidAmount).fill('x');
	await page.getByRole('button', { name: words().paidSend }).click();
	await expect(problem(page)).toContainText(words().wrongAmount);
	await page.getByLabel(words().paidAmount).fill('10');
	await page.locator('input[type=file][multiple]').setInputFiles({
		name: 'avis.pdf',
		mimeType: 'application/pdf',
		buffer: Buffer.from('%PDF-1.4')
	});
	await page.getByRole('button', { name: words().paidSend }).click();
	await expect(page.getByText(words().noted)).toBeVisible();
});

test('a question is sent, and so is who should be asked instead', async ({ page }) => {
	await page.goto(await myAccount(page));
	await page.getByRole('link', { name: words().question }).click();
	await page.getByRole('button', { name: words().sendMessage, exact: true }).click();
	await expect(problem(page)).toContainText(words().needed);
	await page.getByLabel(words().message).fill('Un relevé, s’il vous plaît');
	await page.getByRole('button', { name: words().sendMessage, exact: true }).click();
	await expect(page.getByRole('heading', { name: words().sent })).toBeVisible();
	await page.goto(`${new URL(page.url()).pathname}?about=wrong_person`);
	await expect(page.getByRole('heading', { level: 1, name: words().wrongPerson })).toBeVisible();
	await page.getByLabel(words().who).fill('Julie Bernard');
	await page.getByRole('button', { name: words().sendMessage, exact: true }).click();
	await expect(page.getByText(words().thanks)).toBeVisible();
});
