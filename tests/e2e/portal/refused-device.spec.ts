import { expect, test, type Page } from '@playwright/test';
import { contestable, formOf } from '../support/contestable';
import { cutOff, keepOn, keptPages, waitingOn } from '../support/offline';
import { freeMyInvoices, me, myAccount, words } from '../support/portal';

/** What the page of what waits says where the browser keeps nothing, or is not ready to yet. */
const SAID = {
	fr: {
		intro: 'Ce que vous envoyez sans réseau est gardé sur cet appareil.',
		looking: 'Recherche de ce qui attend sur cet appareil…',
		none: 'Rien n’attend sur cet appareil',
		refused: 'Ce navigateur ne garde rien sur cet appareil.',
		why: 'navigation privée',
		noScripts: 'JavaScript est désactivé',
		stuck: 'Gardé ici auparavant',
		cannotKeep: 'cet appareil ne peut pas garder l’envoi',
		erase: 'Effacer de cet appareil',
		erased: 'Les pages et les envois gardés sur cet appareil sont effacés.'
	},
	en: {
		intro: 'What you send without a connection is kept on this device.',
		looking: 'Looking for what waits on this device…',
		none: 'Nothing is waiting on this device',
		refused: 'This browser keeps nothing on this device.',
		why: 'a private window',
		noScripts: 'JavaScript is off',
		stuck: 'Kept here earlier',
		cannotKeep: 'this device cannot keep what you wrote',
		erase: 'Erase from this device',
		erased: /are erased/
	}
};
const said = () => SAID[me().language];

test.beforeAll(freeMyInvoices);

/** As it is drawn: what is hidden is not in it. */
const shown = (page: Page): Promise<string> => page.locator('main').innerText();

/** Of all the page can say, exactly this. */
async function saysOnly(page: Page, name: 'looking' | 'none' | 'refused' | 'noScripts') {
	await expect.poll(() => shown(page)).toContain(said()[name]);
	for (const other of ['looking', 'none', 'refused', 'noScripts'] as const)
		if (other !== name) expect(await shown(page)).not.toContain(said()[other]);
	const isKept = name === 'looking' || name === 'none';
	expect((await shown(page)).includes(said().intro)).toBe(isKept);
}

const openBox = async (page: Page) => page.goto(`${await myAccount(page)}/outbox`);

test('on a first visit what waits is looked for, and that nothing does is said', async ({
	page
}) => {
	await page.addInitScript(() => {
		const { serviceWorker: worker } = navigator;
		const register = worker.register.bind(worker);
		const asked = new Promise((done) => addEventListener('register', done, { once: true }));
		worker.register = async (...given) => {
			await asked;
			return register(...given);
		};
	});
	await openBox(page);
	await saysOnly(page, 'looking');
	await page.evaluate(() => dispatchEvent(new Event('register')));
	await saysOnly(page, 'none');
});

test('a worker that fails to be put up is a browser that keeps nothing', async ({ page }) => {
	await page.addInitScript(() => {
		navigator.serviceWorker.register = () => Promise.reject(new DOMException('', 'SecurityError'));
	});
	await openBox(page);
	await saysOnly(page, 'refused');
});

test('a browser without workers keeps nothing either', async ({ page }) => {
	await page.addInitScript(() => {
		Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
	});
	await openBox(page);
	await saysOnly(page, 'refused');
});

test.describe('where the browser refuses the worker', () => {
	test.use({ serviceWorkers: 'block' });

	for (const [how, refuse] of Object.entries({
		'by an error':
			'navigator.serviceWorker.register = () => Promise.reject(new DOMException("", "SecurityError"))',
		'without a word': 'navigator.serviceWorker.register = () => Promise.resolve()',
		'as if there were none':
			'Object.defineProperty(navigator, "serviceWorker", { value: undefined })'
	}))
		test(`what one kept before it was refused ${how} is erased, of this account alone, and it is said`, async ({
			page
		}) => {
			const account = await myAccount(page);
			await page.addInitScript(refuse);
			await page.goto(account);
			const [mine, theirs] = [crypto.randomUUID(), crypto.randomUUID()];
			const fields: [string, string][] = [['body', 'Trois cartons écrasés']];
			await keepOn(page, { key: mine, url: `${account}/message`, fields, title: 'Un message – x' });
			await keepOn(page, { key: theirs, url: `/p/${'x'.repeat(43)}/message`, title: 'Other – x' });
			await page.evaluate(async (url) => {
				await (await caches.open('pages-2')).put(url, new Response('kept'));
			}, account);
			await page.goto(`${account}/outbox`);
			await expect(page.locator('#items')).toContainText('Trois cartons écrasés');
			const asked = page.waitForEvent('dialog').then((dialog) => dialog.accept());
			await page.getByRole('button', { name: said().erase }).click();
			await asked;
			await expect(page.getByText(said().erased)).toBeVisible();
			await expect(page.locator('#items > li')).toHaveCount(0);
			expect((await waitingOn(page)).map(({ key }) => key)).toEqual([theirs]);
			expect(await keptPages(page)).toEqual([]);
			// With nothing left to lose nobody is asked, and it is said on any page.
			await page.goto(account);
			await page.getByRole('button', { name: said().erase }).click();
			await expect(page.getByText(said().erased)).toBeVisible();
		});

	test('the page says that nothing is kept, why, and what to do', async ({ page }) => {
		await openBox(page);
		await saysOnly(page, 'refused');
		await expect(page.locator('#refused')).toContainText(said().why);
	});

	test('what was kept before it refused is not hidden: its words can be taken elsewhere', async ({
		page
	}) => {
		const account = await myAccount(page);
		await page.goto(account);
		const [mine, theirs] = [crypto.randomUUID(), crypto.randomUUID()];
		const fields: [string, string][] = [['body', 'Trois cartons écrasés']];
		await keepOn(page, { key: mine, url: `${account}/message`, fields, title: 'Un message – x' });
		await keepOn(page, {
			key: theirs,
			url: `/p/${'x'.repeat(43)}/message`,
			title: 'Of others – x'
		});
		await page.goto(`${account}/outbox`);
		await expect(page.getByText(said().stuck)).toBeVisible();
		await expect(page.locator('#items > li')).toHaveCount(1);
		await expect(page.locator('#items')).toContainText('Un message');
		await expect(page.locator('#items')).toContainText('Trois cartons écrasés');
		await expect(page.locator('#items').getByRole('button')).toHaveCount(0);
	});

	test('without a network a dispute stays in its form, and nothing is said to be kept', async ({
		page
	}) => {
		await page.goto(formOf(await contestable()));
		await page.locator('input[name=reason][value=price_unit]').check();
		await page.getByLabel(words().explain).fill('Le prix du devis');
		await cutOff(page);
		await page.locator('#dispute button.primary').click();
		await expect(page.getByRole('alert')).toContainText(said().cannotKeep);
		await expect(page.getByLabel(words().explain)).toHaveValue('Le prix du devis');
		expect(await waitingOn(page)).toEqual([]);
	});
});

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });
	test('the page says that nothing is kept', async ({ page }) => {
		await openBox(page);
		await saysOnly(page, 'noScripts');
	});
});
