import { expect, test } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { LANGUAGES } from '../../../src/lib/domain/language';
import { firstVisit, LIMITS, pagesOf, PHONE } from '../../support/portal-visit';
import { demoWorld } from '../support/demo-world';

const DATA = path.resolve(import.meta.dirname, '../../..', process.env.E2E_DATA_DIR ?? '.data/e2e');
/** What has to open at once on a bad line. */
const READ = ['account', 'invoice', 'tracker', 'promise', 'pay', 'message'];

let pages: Record<string, string>;
test.beforeAll(async ({ browser }) => {
	const { ours } = await demoWorld(fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8'), DATA);
	const looking = await (await browser.newContext(PHONE)).newPage();
	const base = test.info().project.use.baseURL!;
	pages = await pagesOf(looking, `${base}/p/${ours.portalToken}`);
	await looking.context().close();
});

for (const name of READ)
	test(`a first visit of the page "${name}" costs no more than its budget of script`, async ({
		browser
	}) => {
		const visit = await firstVisit(browser, pages[name]!, 'fr');
		expect(visit).toMatchObject({ status: 200, language: 'fr' });
		// Something was measured: every page has the one script, and the page itself.
		expect(visit.scripts).toContain('/register.js');
		expect(visit.body.document).toBeGreaterThan(1_000);
		expect(visit.body.script).toBeLessThanOrEqual(LIMITS.script);
	});

// Each language has its own words, and its own script of the form: the budget is that of the longest.
for (const language of LANGUAGES)
	test(`a first visit of the form in ${language} costs no more than its budget of script`, async ({
		browser
	}) => {
		const visit = await firstVisit(browser, pages.form!, language);
		expect(visit).toMatchObject({ status: 200, language });
		expect(visit.body.script).toBeGreaterThan(10_000);
		expect(visit.body.font).toBeGreaterThan(1_000);
		expect(visit.body.script).toBeLessThanOrEqual(LIMITS.formScript);
		expect(visit.whole).toBeLessThanOrEqual(LIMITS.formWhole);
	});
