import type { LocalDate } from '$lib/domain/calendar';
import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type { TrackerStepKey } from '$lib/domain/disputes/tracker';
import { money } from '$lib/domain/money';
import { formatDay, formatMoney } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import type { DecidedAs } from '$lib/i18n/verdict-words';
import { caseStatus } from './case-status';

interface Told {
	currency: string;
	issuedOn: LocalDate;
	dueOn: LocalDate | null;
	settlements: readonly {
		on: LocalDate;
		amountMinor: bigint;
		paymentReference: string | null;
		creditNoteNumber: string | null;
		isWrittenOff: boolean;
	}[];
	/** What the customer said, the latest first. */
	paid: readonly {
		on: LocalDate;
		paidOn: LocalDate;
		amountMinor: bigint;
		verdict: 'found' | 'not_found' | null;
		decidedOn: LocalDate | null;
	}[];
	promises: readonly {
		on: LocalDate;
		what: 'made' | 'asked' | 'approved' | 'refused' | 'withdrawn' | 'unasked' | 'kept' | 'broken';
		dueOn: LocalDate;
		amountMinor: bigint;
	}[];
	copies: readonly LocalDate[];
	/** His cases about it, the latest first. */
	history: readonly {
		reference: string;
		openedOn: LocalDate;
		/** Decided, or closed without a decision. */
		endedOn: LocalDate | null;
		claimedMinor: bigint;
		status: DisputeStatus;
		step: TrackerStepKey;
		decision: DecidedAs | null;
		goesOnIn: string | null;
	}[];
}
export interface HistoryEvent {
	on: LocalDate;
	words: string;
	href?: string;
}

/** What happened to an invoice, the latest first. */
export function historyOf(invoice: Told, base: string): HistoryEvent[] {
	const amount = (minor: bigint): string => formatMoney(money(minor, invoice.currency));
	const events: HistoryEvent[] = [
		{ on: invoice.issuedOn, words: m.portal_history_issued() },
		...(invoice.dueOn ? [{ on: invoice.dueOn, words: m.portal_history_due() }] : []),
		...invoice.settlements.map((settled) => ({
			on: settled.on,
			words: settlementWords(settled, amount(settled.amountMinor))
		})),
		...invoice.copies.map((on) => ({ on, words: m.portal_history_copy() })),
		...invoice.paid.toReversed().flatMap((claim) => [
			{
				on: claim.on,
				words: m.portal_history_paid({
					amount: amount(claim.amountMinor),
					date: formatDay(claim.paidOn)
				})
			},
			...(claim.decidedOn
				? [
						{
							on: claim.decidedOn,
							words:
								claim.verdict === 'found'
									? m.portal_history_paid_found()
									: m.portal_history_paid_not_found()
						}
					]
				: [])
		]),
		...invoice.promises.map(({ on, what, dueOn, amountMinor }) => ({
			on,
			words: PROMISED[what]({ amount: amount(amountMinor), date: formatDay(dueOn) })
		})),
		...invoice.history
			.toReversed()
			.flatMap((about) => caseEvents(about, amount(about.claimedMinor), base))
	];
	// Of one day, what came last stands first too: above, each kind stands the oldest first.
	return events.reverse().sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
}

/** One that ended stands on both of its days; within one day, once. */
function caseEvents(
	{ reference, openedOn, endedOn, status, step, decision, goesOnIn }: Told['history'][number],
	amount: string,
	base: string
): HistoryEvent[] {
	const told = (on: LocalDate, { words }: { words: string }): HistoryEvent => ({
		on,
		words: m.portal_history_dispute({ reference, amount, status: words }),
		href: `${base}/disputes/${reference}`
	});
	const now = caseStatus(status, decision, step, goesOnIn);
	if (!endedOn || endedOn === openedOn) return [told(openedOn, now)];
	return [told(openedOn, caseStatus('submitted')), told(endedOn, now)];
}

const PROMISED = {
	made: m.portal_history_promise_made,
	asked: m.portal_history_promise_asked,
	approved: m.portal_history_promise_approved,
	refused: m.portal_history_promise_refused,
	withdrawn: m.portal_history_promise_withdrawn,
	unasked: m.portal_history_promise_unasked,
	kept: m.portal_history_promise_kept,
	broken: m.portal_history_promise_broken
};

function settlementWords(
	{ paymentReference, creditNoteNumber, isWrittenOff }: Told['settlements'][number],
	amount: string
): string {
	if (isWrittenOff) return m.portal_history_rest({ amount });
	if (creditNoteNumber) return m.portal_history_credit({ number: creditNoteNumber, amount });
	return paymentReference
		? m.portal_history_payment_reference({ amount, reference: paymentReference })
		: m.portal_history_payment({ amount });
}
