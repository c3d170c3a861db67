import type { LocalDate } from '$lib/domain/calendar';
import { isClosed } from '$lib/domain/disputes/lifecycle';
import type { CaseEnd } from '$lib/domain/disputes/quiet-claims';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { Case, CaseItem } from './case-queries';
import { caseEndsOf } from './dunning-facts';
import { caseOfRound, leftToDecide } from './left-to-decide';
import { restsAmong, type QuietRest } from './quiet-rests';

/**
 * The last day on which nobody reminds of what a closed case had contested, because of its end or that of
 * another case about it. Null where there is none, for one of its invoices at least, or it is over.
 */
export async function quietAfterEnd(unit: Unit<Scope>, about: Case): Promise<LocalDate | null> {
	return isClosed(about.dispute.status)
		? lastQuietDay(unit, about, await endsOf(unit, about))
		: null;
}

/** The same, if its customer withdrew it now: nothing is promised that the engine would not keep. */
export async function quietIfWithdrawn(unit: Unit<Scope>, about: Case): Promise<LocalDate | null> {
	const now = about.items.map(({ id, invoiceId, claimedMinor }) => ({
		...{ itemId: id, disputeId: about.dispute.id, invoiceId, claimedMinor },
		...{
			on: unit.today,
			isOwnWithdrawal: true,
			isTakenBack: false,
			goesOn: false,
			holdsWholeInvoice: false
		}
	}));
	return lastQuietDay(unit, about, [...(await endsOf(unit, about)), ...now]);
}

const endsOf = (unit: Unit<Scope>, { dispute }: Case): Promise<CaseEnd[]> =>
	caseEndsOf(unit, [dispute.customerId]);

async function lastQuietDay(
	unit: Unit<Scope>,
	about: Case,
	ends: readonly CaseEnd[]
): Promise<LocalDate | null> {
	const rests = await restsAmong(unit, ends);
	const { items } = caseOfRound(await leftToDecide(unit, about));
	const days = items.map((item) => lastDayOf(item, rests));
	return days.includes(null) ? null : (days.sort()[0] ?? null);
}

/** Of an end that contested as much of the invoice at least. */
const lastDayOf = (
	{ invoiceId, claimedMinor }: CaseItem,
	rests: readonly QuietRest[]
): LocalDate | null =>
	rests
		.filter((rest) => rest.invoiceId === invoiceId)
		.filter((rest) => rest.holdsWholeInvoice || rest.claimedMinor >= claimedMinor)
		.map(({ untilOn }) => untilOn)
		.sort()
		.at(-1) ?? null;
