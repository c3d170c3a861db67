import { expect, test, type Page } from '@playwright/test';
import { openIn } from '../support/open-in';
import { faultsAtNight, faultsOfForm, faultsOn } from '../support/sound';
import { caseOffered, changeOffer, STILL_OPEN as VALID } from '../support/states';

/** Each language where it is longest or densest. */
const SCREENS = { fr: 390, en: 1280 } as const;
const PAST = '2020-01-01';

let page: Page;
test.beforeAll(async ({ browser }) => {
	page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
});
test.afterAll(() => page?.context().close());

type Language = 'fr' | 'en';

/** What became of an offer, on which page, and the sentence that only this end says. */
const ENDS: Record<
	string,
	{ page: () => Promise<string>; path: '/proposal' | ''; says: Record<Language, RegExp> }
> = {
	'an offer that ran out': {
		page: () => caseOffered({ ...VALID, valid_until: PAST }),
		path: '/proposal',
		says: { fr: /ce délai est passé sans réponse/, en: /that day has passed without an answer/ }
	},
	'a case whose offer ran out': {
		page: () => caseOffered({ ...VALID, valid_until: PAST }),
		path: '',
		says: { fr: /C’est à nous d’agir/, en: /It is now up to us/ }
	},
	'an offer whose sum has changed': {
		page: () => caseOffered({ ...VALID, lapsed_at: PAST, lapsed_as: 'outdated' }),
		path: '/proposal',
		says: { fr: /la somme à payer a changé/, en: /the sum to pay has changed/ }
	},
	'an offer that was withdrawn': {
		page: () => caseOffered({ ...VALID, withdrawn_at: PAST, withdrawn_by: 'Claire' }),
		path: '/proposal',
		says: { fr: /Cette proposition a été retirée/, en: /This proposal has been withdrawn/ }
	},
	'an offer that was refused': {
		page: () => caseOffered(VALID, { verdict: 'refused' }),
		path: '/proposal',
		says: { fr: /Refusée par Ana Petit/, en: /Refused by Ana Petit/ }
	},
	'a case whose offer was refused': {
		page: () => caseOffered(VALID, { verdict: 'refused' }),
		path: '',
		says: { fr: /Ana Petit/, en: /Ana Petit/ }
	},
	'an offer that was accepted and could not be carried out': {
		page: () =>
			caseOffered(
				{ ...VALID, withdrawn_at: PAST, withdrawn_by: 'engine' },
				{ verdict: 'accepted' }
			),
		path: '/proposal',
		says: { fr: /L’accord n’a pas pu être appliqué/, en: /The agreement could not be applied/ }
	},
	'an offer of a case that was closed since': {
		page: () => caseOffered(VALID, { status: 'withdrawn' }),
		path: '/proposal',
		says: { fr: /décidée ou close entre-temps/, en: /decided or closed in the meantime/ }
	}
};

for (const language of ['fr', 'en'] as const)
	for (const [name, end] of Object.entries(ENDS))
		test(`${name} is sound in ${language} at every width, by day and by night, and leads on`, async () => {
			const ofCase = await end.page();
			await openIn(page, language, `${ofCase}${end.path}`);
			const main = page.locator('main');
			await expect(main.getByText(end.says[language]).first()).toBeVisible();
			// Nothing to answer any more, and a way on.
			await expect(main.locator('button[name=verdict]')).toHaveCount(0);
			const on = end.path ? `a.button[href="${ofCase}"]` : '#conversation';
			await expect(main.locator(on).first()).toBeVisible();
			const screen = { colorScheme: 'light', width: SCREENS[language] } as const;
			expect(await faultsOfForm(page, { ...screen, width: 320 })).toEqual([]);
			expect(await faultsOn(page, screen)).toEqual([]);
			expect(await faultsAtNight(page, screen)).toEqual([]);
		});

const JOURNEY = {
	fr: {
		over: 'Cette proposition n’attend plus de réponse',
		by: /ce délai est passé sans réponse/,
		write: 'Nous écrire à ce sujet',
		send: 'Envoyer le message'
	},
	en: {
		over: 'This proposal waits for no answer any more',
		by: /that day has passed without an answer/,
		write: 'Write to us about it',
		send: 'Send the message'
	}
};

for (const language of ['fr', 'en'] as const)
	test(`who says yes in ${language} after the end is told what happened, keeps what he wrote and writes to us`, async () => {
		const said = JOURNEY[language];
		const ofCase = await caseOffered(VALID);
		await page.setViewportSize({ width: 390, height: 844 });
		await openIn(page, language, `${ofCase}/proposal`);
		await page.locator('#signedName').fill('Ana Petit');
		await page.locator('#note').fill('Avec plaisir.');
		await changeOffer(ofCase, { valid_until: PAST });
		await page.locator('button[value=accepted]').click();
		await expect(page.getByRole('alert')).toContainText(said.over);
		await expect(page.getByText(said.by)).toBeVisible();
		await expect(page.locator('main blockquote')).toHaveText('Avec plaisir.');
		await page.getByRole('link', { name: said.write }).last().click();
		await expect(page).toHaveURL(/#conversation$/);
		await expect(page.getByText(said.by)).toBeVisible();
		await page.locator('details:has(#body) > summary').click();
		await page.locator('#body').fill('Pouvez-vous la renouveler ?');
		await page.getByRole('button', { name: said.send }).click();
		await expect(page).toHaveURL(/replied/);
		await expect(page.locator('#conversation')).toContainText('Pouvez-vous la renouveler ?');
	});
