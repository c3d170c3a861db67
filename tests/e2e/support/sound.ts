import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export interface Screen {
	colorScheme: 'light' | 'dark';
	width: number;
}

/** What a person who sees, hears or reaches differently would stumble over on this screen. */
export async function faultsOn(page: Page, { colorScheme, width }: Screen): Promise<string[]> {
	await showOn(page, { colorScheme, width });
	return (await faults(page)).map((fault) => `${colorScheme} ${width} ${fault}`);
}

export async function showOn(page: Page, { colorScheme, width }: Screen): Promise<void> {
	await page.emulateMedia({ colorScheme, forcedColors: 'none', reducedMotion: 'reduce' });
	await seeWhole(page, width);
}

/** As high as the page: what sticks to the window covers nothing then. */
async function seeWhole(page: Page, width: number): Promise<void> {
	await page.setViewportSize({ width, height: 844 });
	const height = await page.evaluate(() => document.documentElement.scrollHeight);
	await page.setViewportSize({ width, height });
}

const faults = async (page: Page): Promise<string[]> => [
	...((await tooWide(page)) ? ['scrolls sideways'] : []),
	...(await axe(page).analyze()).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)
];

/** In the page itself: none of ours has frames, and a second page for each look costs more than the look. */
const axe = (page: Page): AxeBuilder =>
	new AxeBuilder({ page })
		.options({ resultTypes: ['violations'] })
		.withTags(RULES)
		.setLegacyMode();

/** Pixels by which the page is wider than its window. */
export const tooWide = (page: Page): Promise<number> =>
	page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
