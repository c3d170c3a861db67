import { groupBy } from '$lib/domain/group-by';

/**
 * Rows that share something, directly or through others, in groups of their own, each in the order of the file.
 * A group is never cut: what a row does may be refused because of one far above it.
 */
export function triedTogether<Row>(
	rows: readonly Row[],
	sharedOf: (row: Row) => readonly string[]
): Row[][] {
	const leads = new Map<string, string>();
	for (const [at, row] of rows.entries())
		for (const shared of sharedOf(row)) join(leads, rowKey(at), `shared ${shared}`);
	const groups = groupBy([...rows.entries()], ([at]) => leadOf(leads, rowKey(at)));
	return [...groups.values()].map((group) => group.map(([, row]) => row));
}

const rowKey = (at: number): string => `row ${at}`;

/** Whatever was joined has one lead. */
function leadOf(leads: Map<string, string>, key: string): string {
	let lead = key;
	for (let next = leads.get(lead); next !== undefined; next = leads.get(lead)) lead = next;
	// The next one who asks has a short way.
	if (lead !== key) leads.set(key, lead);
	return lead;
}

function join(leads: Map<string, string>, one: string, other: string): void {
	const [from, to] = [leadOf(leads, one), leadOf(leads, other)];
	if (from !== to) leads.set(from, to);
}
