import type { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { FIGURE, NUMBER } from '../../../src/lib/i18n/one-piece';

/** Half the size of the one for people, and read as often as a page is. */
const AXE = fs.readFileSync(
	createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve(
		'axe-core/axe.min.js'
	),
	'utf8'
);
export const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** 15 nov. 2026, 1 de diciembre de 2026. */
const DAY = String.raw`(?<!\d)\d{1,2}(?:er|\.)? (?:de )?\p{L}{3,10}\.? (?:de )?20\d\d`;
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

interface Axe {
	run: (of: Document, options: object) => ReturnType<AxeBuilder['analyze']>;
}

export interface Screen {
	colorScheme: 'light' | 'dark';
	width: number;
}

/** What a person who sees, hears or reaches differently would stumble over on this screen. */
export async function faultsOn(page: Page, { colorScheme, width }: Screen): Promise<string[]> {
	await showOn(page, { colorScheme, width });
	return (await faults(page, RULES)).map((fault) => `${colorScheme} ${width} ${fault}`);
}

/** What breaks at this width and not at another: nothing axe would see. */
export async function faultsOfForm(page: Page, screen: Screen): Promise<string[]> {
	await showOn(page, screen);
	return (await formFaults(page)).map((fault) => `${screen.width} ${fault}`);
}

/** The same screen at night: other colours and nothing else, so what is not about them is not asked again. */
export async function faultsAtNight(page: Page, { width }: Screen): Promise<string[]> {
	await page.emulateMedia({ colorScheme: 'dark' });
	return (await faults(page, COLOUR_RULES)).map((fault) => `dark ${width} ${fault}`);
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

const faults = async (page: Page, rules: readonly string[]): Promise<string[]> => [
	...(await formFaults(page)),
	...(await violations(page, rules))
];

async function formFaults(page: Page): Promise<string[]> {
	const sideways = (await tooWide(page)) ? ['scrolls sideways'] : [];
	const broken = (await brokenNumbers(page)).map((number) => `breaks ${number}`);
	return [...sideways, ...broken];
}

/**
 * On a customer's page, numbers a person compares with paper, and days, that go on in a second line; what is
 * longer than half a line must. In a form that wakes up days may.
 */
const brokenNumbers = (page: Page): Promise<string[]> =>
	page.evaluate(
		({ numbers, days }) => {
			if (!location.pathname.startsWith('/p/')) return [];
			const pattern = document.querySelector('[data-script]') ? numbers : `${numbers}|${days}`;
			const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
			const broken: string[] = [];
			for (let text = texts.nextNode(); text; text = texts.nextNode())
				for (const { 0: number, index } of (text.nodeValue ?? '').matchAll(RegExp(pattern, 'gu'))) {
					const range = document.createRange();
					range.setStart(text, index);
					range.setEnd(text, index + number.length);
					const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
					if (
						(number.length <= 16 || RegExp(`^${days}$`, 'u').test(number)) &&
						tops.size > 1 &&
						!text.parentElement?.closest('.visually-hidden')
					)
						broken.push(number);
				}
			return broken;
		},
		{ numbers: `${NUMBER}|${FIGURE}`, days: DAY }
	);

/**
 * Once in a page, then asked as often as it is looked at: to bring it in costs more than a look. None of our
 * pages has frames, and what passed is not handed over.
 */
export async function violations(page: Page, rules: readonly string[]): Promise<string[]> {
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
	return page.evaluate(
		async (runOnly) => {
			const { axe } = window as unknown as { axe: Axe };
			const found = await axe.run(document, { resultTypes: ['violations'], runOnly });
			return found.violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
		},
		[...rules]
	);
}

/** Pixels by which the page is wider than its window. */
export const tooWide = (page: Page): Promise<number> =>
	page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
