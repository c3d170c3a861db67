import type { LocalDate } from '$lib/domain/calendar';
import { isClosed } from '$lib/domain/disputes/lifecycle';
import { quietEnds, type CaseEnd } from '$lib/domain/disputes/quiet-claims';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { Case } from './case-queries';
import { caseEndsOf } from './dunning-facts';
import { quietPeriodFrom } from './quiet-period';

/**
 * The last day on which nobody writes about what a closed case had contested. Null where its end bought no
 * such days, for one of its invoices at least, or they are over.
 */
export async function quietAfterEnd(unit: Unit<Scope>, about: Case): Promise<LocalDate | null> {
	if (!isClosed(about.dispute.status)) return null;
	return lastQuietDay(unit, about, await endsOf(unit, about));
}

/** The same, if its customer withdrew it now: nothing is promised that the engine would not keep. */
export async function quietIfWithdrawn(unit: Unit<Scope>, about: Case): Promise<LocalDate | null> {
	const now = about.items.map(({ id, invoiceId, claimedMinor }) => ({
		...{ itemId: id, disputeId: about.dispute.id, invoiceId, claimedMinor },
		...{ on: unit.today, isOwnWithdrawal: true, isReopened: false, holdsWholeInvoice: false }
	}));
	return lastQuietDay(unit, about, [...(await endsOf(unit, about)), ...now]);
}

const endsOf = (unit: Unit<Scope>, { dispute }: Case): Promise<CaseEnd[]> =>
	caseEndsOf(unit, [dispute.customerId]);

async function lastQuietDay(
	unit: Unit<Scope>,
	{ dispute, items }: Case,
	ends: readonly CaseEnd[]
): Promise<LocalDate | null> {
	const quiet = quietEnds(ends).filter(({ disputeId }) => disputeId === dispute.id);
	const [first] = quiet;
	if (!first || quiet.length < items.length) return null;
	const { quietUntil } = await quietPeriodFrom(unit, first.on);
	return quietUntil >= unit.today ? quietUntil : null;
}
