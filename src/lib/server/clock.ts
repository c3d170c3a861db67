import fs from 'node:fs';
import path from 'node:path';
import { DAY_MS, localDateAt, type LocalDate } from '$lib/domain/calendar';
import { env } from './env';

/**
 * The only place that asks the machine what time it is. In demo and test builds the business clock
 * can be set; it then keeps running from there. The offset is kept in DATA_DIR, so that the command
 * line and a restart live in the same day as the server.
 */
let offsetMs: number | undefined;

export const now = (): Date => new Date(Date.now() + (offsetMs ??= startOffset()));

export const todayIn = (timeZone: string): LocalDate => localDateAt(now(), timeZone);

/** Real elapsed time for leases and time-outs: not moved by the business clock. */
export const machineNow = (): Date => new Date();

export const clockIsMoved = (): boolean => (offsetMs ??= startOffset()) !== 0;

/** @throws when neither the demo nor a test runs. */
export function setClock(to: Date | null): void {
	if (!env().DEMO) throw new Error('the clock can only be set in the demo');
	keep(to ? to.getTime() - Date.now() : 0);
}

function keep(offset: number): void {
	offsetMs = offset;
	fs.mkdirSync(env().DATA_DIR, { recursive: true });
	fs.writeFileSync(clockFile(), String(offsetMs));
}

/** Another process (the server, the command line) may have moved it. */
export function rereadClock(): void {
	offsetMs = startOffset();
}

/** "2026-03-03" (09:00 UTC: a worked morning in Paris), an ISO instant, "+3d", "-2d". */
export function parseClock(text: string, from: Date): Date {
	const days = /^([+-]\d+)d$/.exec(text);
	if (days) return new Date(from.getTime() + Number(days[1]) * DAY_MS);
	const instant = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T09:00:00Z` : text);
	if (Number.isNaN(instant.getTime()))
		throw new Error(`CLOCK is neither a day, an instant nor "+3d": ${text}`);
	return instant;
}

const clockFile = () => path.join(env().DATA_DIR, 'clock');

let startDayIsSet = false;

/** CLOCK is the day this process starts in; from then on the file says what day it is. */
function startOffset(): number {
	if (!env().DEMO) return 0;
	const { CLOCK } = env();
	if (CLOCK && !startDayIsSet) {
		startDayIsSet = true;
		keep(parseClock(CLOCK, new Date()).getTime() - Date.now());
	}
	try {
		return Number(fs.readFileSync(clockFile(), 'utf8')) || 0;
	} catch {
		return 0;
	}
}
