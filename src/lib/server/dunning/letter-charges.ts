import { askedItems } from '$lib/domain/dunning/asked';
import type { ChargeStanding } from '$lib/domain/late-charges/standing';
import { termsOf, type LateTerms } from '$lib/domain/late-charges/terms';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { accruedOf } from '../late-charges/accrued';
import { claimCharge } from '../late-charges/claim-charge';
import { lateRatesOf } from '../late-charges/rates-in-force';
import type { NoticeContent } from './notice-content';

const KINDS = ['interest', 'fixed_fee'] as const;
const lateIds = ({ items }: NoticeContent): string[] =>
	askedItems(items)
		.filter(({ state }) => state === 'overdue')
		.map(({ invoiceId }) => invoiceId);

interface LetterCharges {
	/** By invoice. */
	sums: Map<string, { interestMinor: bigint; feeMinor: bigint }>;
	/** The rates and sums they are made of. */
	terms: LateTerms;
	/** Without a law we know nor an agreed rate, it can ask for no interest. */
	hasRates: boolean;
}

/** Interest and fixed sum of each overdue invoice: what has accrued less what was waived. */
export async function letterCharges(
	unit: Unit<InsideScope>,
	content: NoticeContent
): Promise<LetterCharges> {
	const { law, hasAgreedInterest } = await lateRatesOf(unit);
	const asked = (await accruedOf(unit, lateIds(content), unit.today)).map((accrued) => ({
		...accrued,
		interestMinor: askedOf(accrued.standing.interest),
		feeMinor: askedOf(accrued.standing.fixed_fee)
	}));
	return {
		sums: new Map(asked.map((charge) => [charge.invoiceId, charge])),
		terms: termsOf(
			law,
			asked.map(({ periods, fee, interestMinor, feeMinor }) => ({
				interest: interestMinor > 0n ? periods.filter(({ baseMinor }) => baseMinor > 0n) : [],
				fee: feeMinor > 0n ? fee : null
			}))
		),
		hasRates: law !== null || hasAgreedInterest
	};
}

const askedOf = ({ claimedMinor, undecidedMinor }: ChargeStanding): bigint =>
	claimedMinor + undecidedMinor;

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
