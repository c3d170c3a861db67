import type { LocalDate } from '$lib/domain/calendar';
import type { FixedFee } from '$lib/domain/late-charges/fixed-fee';
import { legalRates, type LateLaw } from '$lib/domain/late-charges/law';
import { lateLawOf } from '$lib/domain/late-charges/laws';
import { ratesInForce, type Rate } from '$lib/domain/late-charges/rates';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisationOf } from '../settings/queries';
import { agreedRates } from './queries';

export interface LateRates {
	/** Of the organisation’s country; null when it is not known here. */
	law: LateLaw | null;
	/** Rates of an invoice, which may depend on its due date. */
	interest: (dueOn: LocalDate | null) => Rate[];
	/** Agreed sums for the cost of recovery. */
	fees: FixedFee[];
	/** Somebody agreed on an interest rate. */
	hasAgreedInterest: boolean;
}

/** What this creditor may ask of late payers: what it agreed, and before that what its law gives. */
export async function lateRatesOf(unit: Unit<InsideScope>): Promise<LateRates> {
	const { country } = await organisationOf(unit);
	const law = lateLawOf(country);
	const rows = await agreedRates(unit);
	const agreed = rows.flatMap(({ kind, fromOn, basisPoints }) =>
		kind === 'interest' && basisPoints !== null ? [{ fromOn, basisPoints }] : []
	);
	return {
		law,
		interest: (dueOn) => ratesInForce(agreed, legalRates(law, dueOn)),
		fees: rows.flatMap(({ kind, fromOn, amountMinor: minor, currency }) =>
			kind === 'fixed_fee' && minor !== null && currency !== null
				? [{ fromOn, minor, currency }]
				: []
		),
		hasAgreedInterest: agreed.length > 0
	};
}
