/**
 * `npm run bench:portal-bytes`: what a first visit of each customer page costs on the wire, in bytes with
 * gzip, without a service worker, in every language. JSON on standard output; ends with 1 when a limit is broken.
 */
import { LANGUAGES, type Language } from '../../src/lib/domain/language';
import { firstVisit, LIMITS, pagesOf, PHONE } from '../support/portal-visit';
import { against, openBrowser, startPortal } from './portal-server';

const portal = await startPortal();
const browser = await openBrowser();
let isGood = true;
try {
	const found: Measured[] = [];
	for (const language of LANGUAGES)
		found.push(...(await measureAll(portal.accounts[0]!, language)));
	for (const page of new Set(found.map((each) => each.page))) largest(page, found);
} finally {
	await browser.close();
	await portal.close();
}
process.exitCode = isGood ? 0 : 1;

interface Measured {
	page: string;
	language: string;
	script: number;
	whole: number;
}

/** Each language has its own words, and its own script of the form: the budget is that of the longest. */
async function measureAll(account: string, language: Language): Promise<Measured[]> {
	const all: Measured[] = [];
	const looking = await (await browser.newContext(PHONE)).newPage();
	const pages = await pagesOf(looking, account);
	await looking.context().close();
	for (const [name, url] of Object.entries(pages)) {
		const found = await firstVisit(browser, url, language);
		const isForm = name === 'form';
		const limits = {
			script: against(found.body.script ?? 0, isForm ? LIMITS.formScript : LIMITS.script),
			...(isForm && { whole: against(found.whole, LIMITS.formWhole) })
		};
		const isRight = found.status === 200 && found.language === language;
		isGood &&= isRight && Object.values(limits).every(({ good }) => good);
		console.log(JSON.stringify({ page: name, ...found, limits }));
		const { script = 0 } = found.body;
		all.push({ page: name, language: found.language, script, whole: found.whole });
	}
	return all;
}

function largest(page: string, found: readonly Measured[]): void {
	const those = found.filter((each) => each.page === page);
	const most = (of: 'script' | 'whole') => {
		const { language, [of]: bytes } = those.reduce((a, b) => (b[of] > a[of] ? b : a));
		return { bytes, language };
	};
	console.log(JSON.stringify({ largest: page, script: most('script'), whole: most('whole') }));
}
