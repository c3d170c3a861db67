import { groupBy } from '../group-by';
import { saidAbout, type Reported } from './confirm-warnings';
import type { DecisionItem } from './decision';

type Item = Pick<DecisionItem, 'invoiceId' | 'number' | 'collectibleMinor' | 'heldMinor'>;

export interface ReportSaid extends Pick<Reported, 'on' | 'amount'> {
	/** Those of its invoices the message lists; of one alone it is said under its line. */
	readonly numbers: readonly string[];
}

/**
 * What he said he paid is said once in a message, whole as he said it: under the first of its invoices that is asked
 * for again, naming the others. By invoice; under each line the total of all would be read as paid for that one.
 */
export function saidOnce(
	reported: readonly Reported[],
	items: readonly Item[]
): ReadonlyMap<string, ReportSaid[]> {
	const asked = items.filter(isAskedAgain);
	const said = saidAbout(reported, asked).map(({ on, amount, invoiceIds }) => {
		const isOf = ({ invoiceId }: Item) => invoiceIds.includes(invoiceId);
		const listed = items.filter(isOf).map(({ number }) => number);
		const numbers = listed.length > 1 ? listed : [];
		return { under: asked.find(isOf)!.invoiceId, report: { on, amount, numbers } };
	});
	const byInvoice = groupBy(said, ({ under }) => under);
	return new Map([...byInvoice].map(([id, all]) => [id, all.map(({ report }) => report)]));
}

const isAskedAgain = ({ collectibleMinor, heldMinor }: Item): boolean =>
	collectibleMinor > 0n && !heldMinor;
