import { REFERENCE } from '$lib/domain/disputes/reference';
import { suggestCases } from '$lib/domain/inbound/suggest-case';
import { money } from '$lib/domain/money';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { casesOf } from '../disputes/case-queries';
import { idsByReference } from '../disputes/named-cases';
import { firstCases } from '../disputes/queue';
import { EVERY_CASE } from '../disputes/queue-filter';
import { queueRows } from '../disputes/queue-rows';

interface Asking {
	/** Whose mail it may be. */
	customers: readonly { code: string }[];
	/** Its subject and its words. */
	text: string;
	/** Of the case it answers. */
	disputeId: string | null;
}

/** Cases a mail may belong to, none of them chosen: a click too quick would put his words into another matter. */
export async function caseChoices(unit: Unit<DeskScope>, asking: Asking) {
	const ids = await idsOf(unit, asking);
	const cases = await casesOf(unit, ids);
	const rows = (await queueRows(unit, ids)).map((row) => ({
		...{ reference: row.reference, reason: row.reason, openedOn: row.openedOn },
		...{ customerName: row.customerName, amount: money(row.claimedMinor, row.currency) },
		numbers: [...new Set(cases.get(row.id)?.items.map(({ number }) => number))]
	}));
	return suggestCases(asking.text, rows);
}

/** Open ones of these customers, and whatever case its words name. */
async function idsOf(unit: Unit<DeskScope>, { customers, text, disputeId }: Asking) {
	const named = await idsByReference(unit, text.toUpperCase().match(NAMED) ?? []);
	const ids = new Set([...(disputeId ? [disputeId] : []), ...named]);
	for (const { code: customer } of customers)
		for (const { id } of await firstCases(unit, { ...EVERY_CASE, customer, sort: 'age' }))
			ids.add(id);
	return [...ids];
}

const NAMED = new RegExp(`\\b${REFERENCE}\\b`, 'g');
