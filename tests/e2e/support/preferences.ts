import type { Page } from '@playwright/test';

/** Seconds nobody sees anything move in. */
const BLINK = 0.01;

/** What would move for longer than a blink, drawn at the moment or not. */
export const movingOn = (page: Page): Promise<string[]> =>
	page.evaluate((blink) => {
		const longest = (list: string) => Math.max(...list.split(',').map(parseFloat));
		const isMoving = (style: CSSStyleDeclaration) =>
			longest(style.transitionDuration) > blink ||
			(style.animationName !== 'none' && longest(style.animationDuration) > blink) ||
			style.scrollBehavior === 'smooth';
		const named = [...document.querySelectorAll('*')]
			.filter((one) =>
				['', '::before', '::after'].some((part) => isMoving(getComputedStyle(one, part)))
			)
			.map((one) => (one.cloneNode() as Element).outerHTML);
		// Begun by a script, no style says so.
		const running = document
			.getAnimations()
			.filter(({ effect }) => Number(effect?.getComputedTiming().duration ?? 0) > blink * 1000)
			.map(({ id }) => `an animation ${id}`);
		return [...named, ...running];
	}, BLINK);

/** What is told apart by its ground alone: with colours of the system, which have one ground, nobody sees where it ends. */
export const edgelessOn = (page: Page): Promise<string[]> =>
	page.evaluate(() =>
		[
			...document.querySelectorAll(
				'.button, .card, .status, .choice, .banner, input, textarea, select'
			)
		]
			.filter(
				(one) => one.checkVisibility() && !one.matches('[type=radio], [type=checkbox], [type=file]')
			)
			.filter((one) => {
				const { borderTopWidth, borderTopStyle } = getComputedStyle(one);
				return parseFloat(borderTopWidth) === 0 || borderTopStyle === 'none';
			})
			.map((one) => (one.cloneNode() as Element).outerHTML)
	);
