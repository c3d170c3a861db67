import { BEFORE_ALL, walk, type Break, type Walked } from '$lib/domain/audit/chain';
import type { SystemScope } from '../auth/scope';
import { now } from '../clock';
import { unitOfWork } from '../db/client';
import { sha256 } from './digest';
import { unknownRedaction } from './redaction-queries';
import { eventsAfter, linksAfter, PAGE, type Place, type PlacedEvent } from './seal-queries';

/** The engine seals every two minutes: an event that waits longer than this is no accident of the moment. */
export const SEALED_WITHIN_MINUTES = 15;

export interface Verified extends Walked {
	events: number;
	/** The first event that should have a seal and has none. */
	unsealed: Place | null;
	/** How many of them there are. */
	unsealedCount: number;
}

/** Reads a whole chain, and every event, a page at a time. */
export async function verifyChain(scope: SystemScope): Promise<Verified> {
	const walked = await walkChain(scope);
	const broken = walked.broken ?? (await unitOfWork(scope, unknownRedaction));
	return { ...walked, broken, ...(await lookForUnsealed(scope)) };
}

/** The words of a break are about one place: the chain's before an event that is in none. */
export const isUnbroken = ({
	broken,
	unsealed
}: {
	broken: Break | null;
	unsealed: Place | null;
}) => broken === null && unsealed === null;

async function walkChain(scope: SystemScope): Promise<Walked> {
	let walked = BEFORE_ALL;
	for (;;) {
		const links = await unitOfWork(scope, (unit) => linksAfter(unit, walked.head.seq));
		walked = walk(sha256, walked, links);
		if (links.length < PAGE) return walked;
	}
}

async function lookForUnsealed(scope: SystemScope) {
	const due = new Date(now().getTime() - SEALED_WITHIN_MINUTES * 60_000);
	const seen = { events: 0, unsealed: null as Place | null, unsealedCount: 0 };
	let after: Place | null = null;
	do {
		const events = await pageAfter(scope, after);
		const open = events.filter(({ isSealed, at }) => !isSealed && at < due);
		seen.events += events.length;
		seen.unsealedCount += open.length;
		seen.unsealed ??= open[0] ?? null;
		after = events.at(-1) ?? null;
	} while (after);
	return seen;
}

const pageAfter = (scope: SystemScope, after: Place | null): Promise<PlacedEvent[]> =>
	unitOfWork(scope, (unit) => eventsAfter(unit, after));
