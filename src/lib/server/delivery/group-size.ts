/** Claimed together at most: more of them would wait for each other's locks longer than they save. */
const MOST = 20;
/** All of a group begin within it; the bound in claim-group.ts leaves room for a slow one. */
const WITHIN_MS = 1000;

/** How many mails a lane claims together: as many as it sends in a second, and no more than its share. */
export const groupSize = (msPerMail: number, due: number, lanes: number): number =>
	Math.max(
		1,
		Math.min(MOST, Math.ceil(WITHIN_MS / Math.max(1, msPerMail)), Math.ceil(due / lanes))
	);
