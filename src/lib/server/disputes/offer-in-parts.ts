import { can } from '$lib/domain/access';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import type { Covers } from '$lib/domain/disputes/proposal';
import { AppError } from '$lib/domain/errors';
import type { Money } from '$lib/domain/money';
import {
	equalAmounts,
	instalmentProblem,
	type Instalment,
	type InstalmentProblem
} from '$lib/domain/promises/instalments';
import { latestToAsk, type AskableDays } from '$lib/domain/promises/plan';
import { formatDay, formatMoney } from '$lib/i18n/format';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisationOf } from '../settings/queries';
import type { Case } from './case-queries';
import { payableInParts } from './in-parts';

export interface PlanOffer {
	covers: Covers;
	/** Without amounts, equal ones. */
	parts: readonly { dueOn: LocalDate; amountMinor?: bigint | undefined }[];
	/** Last day on which it may be accepted: not after the first payment. */
	validUntil: LocalDate;
}

/** A plan inside the policy for exactly what is open; whoever decides about promises may go as far as he could agree to. */
export async function offerInParts(
	unit: Unit<DeskScope>,
	about: Case,
	offer: PlanOffer
): Promise<{ amountMinor: bigint; covers: Covers; shares: StoredShare[] }> {
	const open = await payableInParts(unit, about, offer.covers);
	if (open.minor <= 0n) throw new AppError('nothing_in_parts', {}, 'covers');
	const parts = withAmounts(offer.parts, open.minor);
	await refusePlan(unit, parts, open);
	if (offer.validUntil > parts[0]!.dueOn)
		throw new AppError('offer_after_first_part', {}, 'validUntil');
	return {
		amountMinor: open.minor,
		covers: offer.covers,
		shares: parts.map(({ dueOn, amountMinor }) => ({ dueOn, amountMinor: String(amountMinor) }))
	};
}

interface StoredShare {
	dueOn: string;
	amountMinor: string;
}

function withAmounts(parts: PlanOffer['parts'], totalMinor: bigint): Instalment[] {
	const typed = parts.filter(({ amountMinor }) => amountMinor !== undefined).length;
	if (typed > 0 && typed < parts.length) throw new AppError('parts_all_amounts', {}, 'parts');
	const equal = typed > 0 || parts.length === 0 ? [] : equalAmounts(totalMinor, parts.length);
	return parts.map(({ dueOn, amountMinor }, place) => ({
		dueOn,
		amountMinor: amountMinor ?? equal[place]!
	}));
}

/** What staff may offer for a case, said before anybody types. */
export const planTerms = async (unit: Unit<DeskScope>, about: Case) => ({
	...(await limitsOf(unit)),
	disputed: await payableInParts(unit, about, 'disputed'),
	whole: await payableInParts(unit, about, 'whole'),
	invoices: new Set(about.items.map(({ invoiceId }) => invoiceId)).size
});

async function limitsOf(unit: Unit<DeskScope>): Promise<AskableDays> {
	const { promiseMaximumDays, promiseInstalments: instalments } = await organisationOf(unit);
	const { today, scope } = unit;
	const latestOn = can(scope.user.role, 'promises.decide')
		? latestToAsk(today, promiseMaximumDays)
		: addDays(today, promiseMaximumDays);
	return { today, latestOn, instalments };
}

async function refusePlan(
	unit: Unit<DeskScope>,
	parts: readonly Instalment[],
	open: Money
): Promise<void> {
	const limits = await limitsOf(unit);
	const problem = instalmentProblem(parts, open.minor, limits);
	if (problem) throw refusalOf(problem, { open, ...limits });
}

function refusalOf(
	problem: InstalmentProblem,
	{ open, latestOn, instalments }: AskableDays & { open: Money }
): AppError {
	const max = String(instalments);
	if (problem === 'day_too_far')
		return new AppError('part_too_far', { day: formatDay(latestOn) }, 'parts');
	if (problem === 'days_not_ascending') return new AppError('promise_days_order', {}, 'parts');
	if (problem === 'too_many_parts') return new AppError('parts_too_many', { max }, 'parts');
	if (problem === 'parts_not_the_sum')
		return new AppError('parts_not_the_sum', { amount: formatMoney(open) }, 'parts');
	return new AppError(problem, {}, 'parts');
}
