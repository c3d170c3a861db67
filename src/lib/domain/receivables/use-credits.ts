import { groupBy } from '../group-by';
import { minorMin } from '../money';

/** What the books say was settled of an invoice since, minor units. */
export interface StatedSettlement {
	readonly invoiceId: string;
	readonly customerId: string;
	readonly currency: string;
	readonly minor: bigint;
}

/** Money or a credit of the customer that settles nothing yet, as far as the books do not call it open. */
export interface FreeCredit {
	readonly id: string;
	readonly customerId: string;
	readonly currency: string;
	readonly freeMinor: bigint;
}

export interface CreditUse<Credit> {
	readonly invoiceId: string;
	readonly credit: Credit;
	readonly minor: bigint;
}

/**
 * Which known credits a settlement of the books most probably was: each in turn, in the order given.
 * Only what none of them covers is money nobody knew of; otherwise the same sum would be deducted
 * twice, from the invoice and as a credit of the customer.
 */
export function useCredits<Credit extends FreeCredit>(
	settlements: readonly StatedSettlement[],
	credits: readonly Credit[]
): CreditUse<Credit>[] {
	const free = new Map(credits.map(({ id, freeMinor }) => [id, freeMinor]));
	const theirs = groupBy(credits, ownerOf);
	return settlements.flatMap(({ invoiceId, minor, ...owner }) => {
		let left = minor;
		return (theirs.get(ownerOf(owner)) ?? []).flatMap((credit) => {
			const part = minorMin(left, free.get(credit.id)!);
			if (part <= 0n) return [];
			left -= part;
			free.set(credit.id, free.get(credit.id)! - part);
			return [{ invoiceId, credit, minor: part }];
		});
	});
}

const ownerOf = ({ customerId, currency }: Pick<FreeCredit, 'customerId' | 'currency'>): string =>
	`${customerId} ${currency}`;
