/**
 * How many connections to the database this process may hold at once. What works by itself is counted,
 * never guessed, so that people always find one free (docs/decisions/connections.md).
 */

/** Providers are asked at the same time, each with so many messages. */
export const PROVIDERS_AT_ONCE = 4;
export const PROVIDER_LANES = 2;

/** A lane writes down one mail; what it cannot begin in time is given back beside it. */
const MAIL_LANE = 2;
/** It claims a message or writes down what became of it. */
const PROVIDER_LANE = 1;
/** A run holds its lock, reads the next customers and writes those before. */
const RUN = 3;
/** What looks after the house every hour. */
const HOUSE = 1;

/** Of what works by itself, all at the same time; the mails of this process go through so many lanes. */
export const heldByWorkers = (mailLanes: number): number =>
	mailLanes * MAIL_LANE + PROVIDERS_AT_ONCE * PROVIDER_LANES * PROVIDER_LANE + RUN + HOUSE;

/** The page that asks for most asks for eight things at once. Others wait for milliseconds, not for a mail server. */
const FOR_PEOPLE = 8;

export const connectionsNeeded = (mailLanes: number): number =>
	heldByWorkers(mailLanes) + FOR_PEOPLE;

/** What to do about too few of them, in words; null when there are enough. */
export function tooFewConnections(connections: number, mailLanes: number): string | null {
	const needed = connectionsNeeded(mailLanes);
	if (connections >= needed) return null;
	return (
		`${connections} are too few: with SMTP_CONNECTIONS=${mailLanes}, what works by itself may hold ` +
		`${heldByWorkers(mailLanes)} at once, and ${FOR_PEOPLE} are kept for people. ` +
		`Give ${needed} or more, lower SMTP_CONNECTIONS, or leave it out.`
	);
}
