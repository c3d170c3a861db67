import { z } from 'zod';
import { DAY_MS } from './calendar';

/** Calendar days a link opens its door, unless a house decides otherwise. */
export const LIFE_DAYS = { portal: 120, resolver: 60 } as const;

/**
 * A colleague's link opens while its case is open, and this long after its end: he reads what became of it
 * (docs/decisions/links.md).
 */
export const AFTER_CASE_DAYS = 30;

/** Shorter, and a reminder is answered too late; longer, and a mailbox that was lost stays a door. */
export const SHORTEST_DAYS = 7;
export const LONGEST_DAYS = 365;

const days = z.number().int().min(SHORTEST_DAYS).max(LONGEST_DAYS);
export const linkPolicy = z.object({ portalDays: days, resolverDays: days });
export type LinkPolicy = z.infer<typeof linkPolicy>;

/** From when on a link that is made now opens nothing any more. */
export const endOfLink = (
	kind: 'portal' | 'resolver',
	{ portalDays, resolverDays }: LinkPolicy,
	now: Date
): Date => new Date(now.getTime() + (kind === 'portal' ? portalDays : resolverDays) * DAY_MS);
