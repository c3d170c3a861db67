import type { DecisionItem } from '$lib/domain/dunning/decision';

/**
 * The invoices of a decision take most of its room, and a day of a large ledger stores a million of
 * them. As objects they cost PostgreSQL more than everything else about a decision; here all of them
 * are one text with a line for each. An amount that is equal to what is open is left out, and so is a
 * zero (docs/decisions/reading-in-bulk.md).
 */
export function packItems(items: readonly DecisionItem[]): string {
	const known = packed.get(items);
	if (known !== undefined) return known;
	const text = items.map(packItem).join('\n');
	packed.set(items, text);
	return text;
}

/** A decision and the notice it leads to hold the same invoices. */
const packed = new WeakMap<readonly DecisionItem[], string>();

export const unpackItems = (text: string): DecisionItem[] =>
	text === '' ? [] : text.split('\n').map(unpackItem);

/** The number comes last: it may hold any character, and is one line. */
const packItem = (item: DecisionItem): string => {
	const { openMinor, totalMinor, collectibleMinor } = item;
	const total = totalMinor === openMinor ? '' : totalMinor;
	const disputed = notChased(item);
	const collectible = collectibleMinor === openMinor ? '' : collectibleMinor;
	const about = `${item.promiseBrokenOn ?? ''}|${item.disputes.join(',')}|${oneLine(item.number)}`;
	const days = `${item.dueOn ?? ''}|${item.daysLate ?? ''}`;
	return `${item.invoiceId}|${days}|${item.currency}|${openMinor}|${total}|${disputed}|${collectible}|${item.state}|${about}`;
};

/**
 * Disputed, promised, left in peace and said to be paid share one place, for the number may hold the bar:
 * a line from before the others were kept has none there, and reads as it did.
 */
const notChased = ({
	disputedMinor,
	promisedMinor,
	quietMinor,
	heldMinor
}: DecisionItem): string =>
	promisedMinor || quietMinor || heldMinor
		? `${disputedMinor || ''};${promisedMinor || ''};${quietMinor || ''}${heldMinor ? `;${heldMinor}` : ''}`
		: `${disputedMinor || ''}`;

const PARTS = 12;

const oneLine = (number: string): string =>
	number.includes('\n') ? number.replaceAll('\n', ' ') : number;

function unpackItem(line: string): DecisionItem {
	const parts = line.split('|');
	const [invoiceId, dueOn, daysLate, currency, open, total, disputed, collectible, ...rest] = parts;
	const [state, promiseBrokenOn, disputes] = rest;
	const [disputedMinor, promisedMinor, quietMinor, heldMinor] = disputed!.split(';').map(BigInt);
	const openMinor = BigInt(open!);
	return {
		invoiceId: invoiceId!,
		number: parts.slice(PARTS - 1).join('|'),
		dueOn: (dueOn || null) as DecisionItem['dueOn'],
		currency: currency!,
		totalMinor: total ? BigInt(total) : openMinor,
		openMinor,
		disputes: disputes ? disputes.split(',') : [],
		disputedMinor: disputedMinor!,
		...(promisedMinor && { promisedMinor }),
		...(quietMinor && { quietMinor }),
		...(heldMinor && { heldMinor }),
		collectibleMinor: collectible ? BigInt(collectible) : openMinor,
		state: state as DecisionItem['state'],
		daysLate: daysLate ? Number(daysLate) : null,
		...(promiseBrokenOn && {
			promiseBrokenOn: promiseBrokenOn as NonNullable<DecisionItem['promiseBrokenOn']>
		})
	};
}
