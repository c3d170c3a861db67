import { canonical } from './canonical';

/** SHA-256 of a text, as 64 hexadecimal digits: the rule says what is hashed, the server can hash. */
export type Digest = (text: string) => string;

/** An audit event as it stands in the database: its columns by name. */
export type EventFields = Readonly<Record<string, unknown>>;

/** The last seal of a chain: the next one is made on it. */
export interface Head {
	seq: number;
	hash: string;
}

export interface Seal extends Head {
	eventId: string;
	prevHash: string;
}

/** Before the first seal. */
export const NO_SEAL: Head = { seq: 0, hash: '0'.repeat(64) };

/** A column that is empty is not told: one that is added later leaves the old seals true. */
export const hashOf = (digest: Digest, prevHash: string, event: EventFields): string =>
	digest(prevHash + canonical(told(event)));

/** Of an event without a name: it stands beside the seal, which is of what it was. */
export const redactedHash = (digest: Digest, event: EventFields): string =>
	digest(canonical(told(event)));

/** One text for all that an erasure changed: a sealed event holds its hash. */
export const redactionsHash = (
	digest: Digest,
	redactions: readonly { eventId: string; hash: string }[]
): string => digest(canonical(redactions.map(({ eventId, hash }) => `${eventId} ${hash}`).sort()));

const told = (event: EventFields): EventFields =>
	Object.fromEntries(Object.entries(event).filter(([, value]) => value !== null));

/** The seals of these events, in their order, on what is sealed already. */
export function sealsOf(
	digest: Digest,
	head: Head,
	events: readonly { id: string; fields: EventFields }[]
): Seal[] {
	let last = head;
	return events.map(({ id, fields }) => {
		const hash = hashOf(digest, last.hash, fields);
		const seal = { seq: last.seq + 1, eventId: id, prevHash: last.hash, hash };
		last = seal;
		return seal;
	});
}

/** A seal beside what it is of; no event: there is none any more. */
export interface Link {
	seal: Seal;
	event: EventFields | null;
	/** What it hashes to since an erasure took a name out of it; null: none did. */
	redacted?: string | null;
}

export type BreakKind =
	'seal_missing' | 'seal_moved' | 'event_missing' | 'event_changed' | 'redaction_unknown';

/** The first place where a chain does not hold. */
export interface Break {
	kind: BreakKind;
	/** Of the seal that is missing, or that does not hold. */
	seq: number;
	eventId: string;
}

/** What is wrong with the link that comes after this head; null: it holds. */
export function breakAt(digest: Digest, head: Head, link: Link): Break | null {
	const { seal, event } = link;
	const { eventId } = seal;
	const found = (kind: BreakKind, seq = seal.seq): Break => ({ kind, seq, eventId });
	if (seal.seq !== head.seq + 1) return found('seal_missing', head.seq + 1);
	if (seal.prevHash !== head.hash) return found('seal_moved');
	if (!event) return found('event_missing');
	if (hashOf(digest, seal.prevHash, event) === seal.hash) return null;
	return link.redacted && redactedHash(digest, event) === link.redacted
		? null
		: found('event_changed');
}

export interface Walked {
	head: Head;
	/** Links seen, those after a break too. */
	count: number;
	broken: Break | null;
}

export const BEFORE_ALL: Walked = { head: NO_SEAL, count: 0, broken: null };

/** Goes on along a chain, whose links come in the order of their seals, a page at a time. */
export function walk(digest: Digest, before: Walked, links: readonly Link[]): Walked {
	let { head, broken } = before;
	for (const link of links) {
		broken ??= breakAt(digest, head, link);
		head = { seq: link.seal.seq, hash: link.seal.hash };
	}
	return { head, broken, count: before.count + links.length };
}

/** As it is logged and shown: in groups, which nothing that hides secrets in a log takes for one. */
export const shownHash = (hash: string): string => hash.match(/.{1,16}/g)?.join(' ') ?? '';
