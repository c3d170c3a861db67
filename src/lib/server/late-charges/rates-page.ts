import { checkFloor, feeBelow } from '$lib/domain/late-charges/floor';
import { knownUntil } from '$lib/domain/late-charges/law';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { agreedRates } from './queries';
import { lateRatesOf } from './rates-in-force';

/** What was agreed, each rate held against the legal minimum, and what the law says by itself. */
export async function ratesPage(unit: Unit<InsideScope>) {
	const { law, hasAgreedInterest } = await lateRatesOf(unit);
	const agreed = await agreedRates(unit);
	return {
		agreed: agreed.map(({ id, kind, fromOn, basisPoints, amountMinor, currency, source }) => ({
			...{ id, kind, fromOn, basisPoints, amountMinor, currency, source },
			floor: basisPoints === null ? null : checkFloor(law, { fromOn, basisPoints }, unit.today),
			/** What the law fixes, when less was agreed. */
			feeBelow:
				amountMinor === null || currency === null
					? null
					: feeBelow(law, { minor: amountMinor, currency })
		})),
		hasAgreedInterest,
		law: law && {
			code: law.code,
			rates: [...law.rates].reverse(),
			fees: law.fixedFees.map(({ fee }) => fee),
			/** The rate of this half-year has yet to be entered. */
			isOld: knownUntil(law) <= unit.today,
			knownUntil: knownUntil(law)
		}
	};
}
