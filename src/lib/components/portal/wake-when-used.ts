import { formatDay, formatMoney } from '$lib/i18n/format';
import type { LocalDate } from '$lib/domain/calendar';
import { hasLeft as hasLeftDraft } from './left-draft';
import { hasTyped } from './typed-store';
import { refillIn } from './outbox-address';

/** Whoever only reads is not disturbed meanwhile (nor before: static/wake.js waits as long to begin). */
const QUIET_MS = 4_000;
/** A hand that rests this long has done what it wanted for now: waking holds a slow telephone for a third of a second. */
const PAUSE_MS = 700;
const SIGNS = ['focusin', 'input', 'pointerup', 'keyup', 'scroll'] as const;

/**
 * The form of a page works without its script; that wakes up in the first pause of whoever uses it, at once with a
 * file, and by itself when the page was quiet for a while. A button pressed before is seen to be, and waits for it.
 */
export function wakeWhenUsed(wake: () => void): void {
	// Nothing that is read waits for this script: it may be there before the page is.
	if (document.readyState === 'loading')
		addEventListener('DOMContentLoaded', () => listen(wake), { once: true });
	else listen(wake);
}

function listen(wake: () => void): void {
	let isAwake = false;
	const listening = new AbortController();
	const now = () => {
		if (isAwake || hasLeft()) return;
		isAwake = true;
		listening.abort();
		keepingItsPlace(wake);
	};
	// Left alone from now on; whoever goes on without a pause is not held up by it.
	const quiet = setTimeout(now, QUIET_MS);
	let pause: ReturnType<typeof setTimeout>;
	const soon = (event?: Event) => {
		clearTimeout(quiet);
		clearTimeout(pause);
		pause = setTimeout(now, isFile(event?.target) ? 0 : PAUSE_MS);
	};
	const options = { capture: true, passive: true, signal: listening.signal };
	for (const sign of SIGNS) addEventListener(sign, soon, options);
	addEventListener('click', pressedAgain(now), { ...options, passive: false });
	inTurn([readyMoney, readyDays, ...(isAskedFor() ? [now] : [])]);
	if (wasUsed()) soon();
}

/**
 * Waking, some fields are as they were sent, one of several lines is filled anew, and so is what unfolds: what was
 * done before is done again, and whoever stands in the middle of a field, or marked a part of it, still does.
 */
function keepingItsPlace(wake: () => void): void {
	const field = document.activeElement;
	const place = field instanceof HTMLTextAreaElement && placeIn(field);
	const again = [
		...document.querySelectorAll<Done>('main :is(input, textarea, select, details)')
	].map(doneIn);
	wake();
	for (const doAgain of again) doAgain();
	if (place) field.setSelectionRange(...place);
}

type Done = HTMLInputElement & HTMLDetailsElement;

/** @returns does it again where it is not done any more, and says so to whoever listens now */
function doneIn(one: Done): () => void {
	const { checked, value, open } = one;
	return () => {
		if (open !== undefined) one.open = open;
		if (one.type === 'file' || one.type === 'hidden') return;
		if (one.checked === checked && one.value === value) return;
		one.checked = checked;
		one.value = value;
		for (const name of ['input', 'change']) one.dispatchEvent(new Event(name, { bubbles: true }));
	};
}

const placeIn = ({ selectionStart, selectionEnd, selectionDirection }: HTMLTextAreaElement) =>
	[selectionStart, selectionEnd, selectionDirection] as const;

const isFile = (target: EventTarget | null | undefined): boolean =>
	target instanceof HTMLInputElement && target.type === 'file';

/** What is pressed before waits until somebody hears it; pressed twice, it is pressed once. */
function pressedAgain(now: () => void): (event: Event) => void {
	let isPressed = false;
	return (event) => {
		const button = event.target instanceof Element && event.target.closest('button');
		if (!button) return;
		event.preventDefault();
		event.stopImmediatePropagation();
		if (isPressed) return;
		isPressed = true;
		afterPaint(() => {
			now();
			// Pressed by a script, it is not pressed a second time before the first is over.
			setTimeout(() => button.click());
		});
	};
}

/** Once what was done is seen. */
const afterPaint = (act: () => void) => requestAnimationFrame(() => setTimeout(act));

/** Words wait to come back into it, it was given back, or files were faster than its script. */
const isAskedFor = (): boolean =>
	refillIn(location) !== null ||
	hasTyped() ||
	hasLeftDraft() ||
	document.getElementById('problem') !== null ||
	[...document.querySelectorAll<HTMLInputElement>('main input[type=file]')].some(
		({ files }) => files?.length
	);

/** It is on its way to the server, as it stood when this script was not there yet. */
const hasLeft = (): boolean => document.querySelector('[data-left]') !== null;

/** Before this script was there (static/wake.js). */
const wasUsed = (): boolean => document.querySelector('[data-used]') !== null;

/** One task each, so that whoever taps in between is answered in between. */
function inTurn([first, ...rest]: (() => void)[]): void {
	if (!first) return;
	setTimeout(() => {
		first();
		inTurn(rest);
	});
}

/** The first amount and the first day that a browser formats cost it more than all others together. */
function readyMoney(): void {
	formatMoney({ minor: 0n, currency: 'EUR' });
}
function readyDays(): void {
	formatDay('2026-01-01' as LocalDate);
}
