import type { Browser, Locator, Page } from '@playwright/test';
import { pagesOf, PHONE } from '../support/portal-visit';

/** A quick finger: it has to find the next place. Keys follow each other ten times as fast. */
const BETWEEN_TAPS_MS = 300;

export interface Found {
	/** From the tap or key to the next picture, at the worst. */
	slowestMs: number;
	count: number;
	slowest: string;
}

/** A dispute written from the first tap to a refusal and on, on a processor four times slower. */
export async function slowestInteraction(browser: Browser, account: string): Promise<Found> {
	const context = await browser.newContext({ ...PHONE, serviceWorkers: 'block' });
	const page = await context.newPage();
	const { form } = await pagesOf(page, account);
	await page.addInitScript(watch);
	await page.goto(form!, { waitUntil: 'networkidle' });
	const wire = await context.newCDPSession(page);
	await wire.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	await write(page);
	await page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
	const seen = await page.evaluate(() => window.seenEvents);
	await context.close();
	const worst = seen.reduce((a, b) => (b.ms > a.ms ? b : a), { ms: 0, name: '' });
	return { slowestMs: worst.ms, count: seen.length, slowest: worst.name };
}

declare global {
	interface Window {
		seenEvents: { ms: number; name: string }[];
	}
}

/** Runs in the page: what the browser itself measures of each interaction. */
function watch(): void {
	window.seenEvents = [];
	type Timing = PerformanceEventTiming & { interactionId: number };
	new PerformanceObserver((list) => {
		for (const { interactionId, duration, name, target } of list.getEntries() as Timing[])
			if (interactionId)
				window.seenEvents.push({
					ms: Math.round(duration),
					name: `${name} ${(target as Element | null)?.id ?? ''}`
				});
	}).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
}

async function write(page: Page): Promise<void> {
	const tap = async (what: Locator) => {
		await what.tap();
		await page.waitForTimeout(BETWEEN_TAPS_MS);
	};
	const folded = page.locator('main details:not([open]) > summary.button');
	if (await folded.count()) await tap(folded.first());
	const reasons = page.locator('input[name=reason]');
	for (const place of [2, 1, 0]) await tap(reasons.nth(place));
	await tap(page.locator('#part'));
	const amount = page.locator('input[id^=amount-]:visible').first();
	await amount.pressSequentially('99999999', { delay: 30 });
	await page.locator('#explanation').pressSequentially('Il manque trois cartons.', { delay: 30 });
	await page.locator('form button.primary').tap();
	await page.locator('#problem').waitFor();
	await page.locator('#explanation').pressSequentially(' Merci.', { delay: 30 });
}
