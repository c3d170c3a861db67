import fs from 'node:fs';
import path from 'node:path';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
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
	offsetMs = to ? to.getTime() - Date.now() : 0;
	fs.mkdirSync(env().DATA_DIR, { recursive: true });
	fs.writeFileSync(clockFile(), String(offsetMs));
}

/** Another process (the server, the command line) may have moved it. */
export function rereadClock(): void {
	offsetMs = startOffset();
}

/** "2026-03-03" (noon UTC), an ISO instant, "+3d", "-2d". */
export function parseClock(text: string, from: Date): Date {
	const days = /^([+-]\d+)d$/.exec(text);
	if (days) return new Date(from.getTime() + Number(days[1]) * 86_400_000);
	const instant = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T09:00:00Z` : text);
	if (Number.isNaN(instant.getTime()))
		throw new Error(`CLOCK is neither a day, an instant nor "+3d": ${text}`);
	return instant;
}

const clockFile = () => path.join(env().DATA_DIR, 'clock');

function startOffset(): number {
	if (!env().DEMO) return 0;
	if (env().CLOCK) return parseClock(env().CLOCK!, new Date()).getTime() - Date.now();
	try {
		return Number(fs.readFileSync(clockFile(), 'utf8')) || 0;
	} catch {
		return 0;
	}
}
