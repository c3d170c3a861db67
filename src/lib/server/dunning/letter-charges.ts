import { askedItems } from '$lib/domain/dunning/asked';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { accruedOf } from '../late-charges/accrued';
import { claimCharge } from '../late-charges/claim-charge';
import type { NoticeContent } from './notice-content';

const KINDS = ['interest', 'fixed_fee'] as const;
const lateIds = ({ items }: NoticeContent): string[] =>
	askedItems(items)
		.filter(({ state }) => state === 'overdue')
		.map(({ invoiceId }) => invoiceId);

/** Interest and fixed sum of each overdue invoice: what has accrued less what was waived. */
export async function letterCharges(
	unit: Unit<InsideScope>,
	content: NoticeContent
): Promise<Map<string, { interestMinor: bigint; feeMinor: bigint }>> {
	const accrued = await accruedOf(unit, lateIds(content), unit.today);
	return new Map(
		accrued.map(({ invoiceId, standing: { interest, fixed_fee: fee } }) => [
			invoiceId,
			{
				interestMinor: interest.claimedMinor + interest.undecidedMinor,
				feeMinor: fee.claimedMinor + fee.undecidedMinor
			}
		])
	);
}

/** What the letter asks for and nobody had claimed yet is claimed by it. */
export async function claimLetterCharges(
	unit: Unit<InsideScope>,
	noticeId: string,
	content: NoticeContent
): Promise<void> {
	for (const { invoiceId, standing } of await accruedOf(unit, lateIds(content), unit.today))
		for (const kind of KINDS) {
			const amountMinor = standing[kind].undecidedMinor;
			if (amountMinor > 0n) await claimCharge(unit, { invoiceId, kind, amountMinor, noticeId });
		}
}
