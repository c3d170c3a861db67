import type { LocalDate } from '$lib/domain/calendar';
import type { Decision, PastNotice } from '$lib/domain/dunning/decision';
import type { Tone } from '$lib/domain/dunning/scenario';
import type { Journal } from '../journal';
import type { Known } from './facts';
import { openOf, type SimCustomer } from './world';

export type SimStatus =
	'planned' | 'to_confirm' | 'sent' | 'unknown' | 'failed' | 'cancelled' | 'done';

export interface SimNotice {
	id: string;
	customerId: string;
	leaderInvoiceId: string;
	stepKey: string;
	position: number;
	legal: boolean;
	tone: Tone | undefined;
	contactId: string | null;
	status: SimStatus;
	isSkipped: boolean;
	plannedOn: LocalDate;
	closedOn: LocalDate | null;
	channel: string;
	decision: Decision;
}

export interface SimDelivery {
	id: string;
	noticeId: string;
	to: string;
	status: 'planned' | 'claimed' | 'sent' | 'retry' | 'unknown' | 'failed' | 'cancelled';
	attempts: number;
	firstAttemptAt: number | null;
	nextAt: number;
	leaseUntil: number | null;
	createdAt: number;
	response: string | null;
}

/** Rules of the store that a test breaks on purpose, to see them missed. */
export type Flaw =
	| 'no_second_look'
	| 'sends_twice'
	| 'resends_unknown'
	| 'forgets_contacts'
	| 'ignores_hours'
	| 'no_response'
	| 'never_gives_up'
	| 'loses_reasons'
	| 'two_runs'
	| 'adds_currencies';

/** The tables of the server that matter to sending, in memory. Each function is one transaction. */
export interface Store {
	notices: SimNotice[];
	deliveries: SimDelivery[];
	journal: Journal;
	flaw: Flaw | null;
	/** The mail server is away until then. */
	outageUntil: number;
	serial: number;
}

export const noticeById = ({ notices }: Store, id: string): SimNotice =>
	notices.find((notice) => notice.id === id)!;

/** What is known about a customer besides its account, as if `except` had not been planned. */
export function knownAbout(store: Store, customer: SimCustomer, now: Date, except?: string): Known {
	const own = store.notices.filter(({ customerId }) => customerId === customer.id);
	const history = own.filter(
		({ id, status, isSkipped }) => id !== except && (status !== 'cancelled' || isSkipped)
	);
	return {
		history: history.map((notice) => remembered(store, notice)),
		legalStage: history.some(({ legal, status, leaderInvoiceId }) =>
			customer.invoices.some(
				(invoice) =>
					legal && status === 'done' && invoice.id === leaderInvoiceId && openOf(invoice) > 0n
			)
		),
		recentMails: recentMails(store, own, now, except)
	};
}

const COUNTING: ReadonlySet<SimStatus> = new Set(['planned', 'sent', 'unknown', 'done']);

const remembered = (
	{ flaw }: Store,
	{ stepKey, leaderInvoiceId, tone, closedOn, plannedOn, status }: SimNotice
): PastNotice => ({
	stepKey,
	leaderInvoiceId,
	...(tone && { tone }),
	on: closedOn ?? plannedOn,
	counts: flaw !== 'forgets_contacts' && COUNTING.has(status)
});

const WEEK_MS = 7 * 86_400_000;
const UNDER_WAY: ReadonlySet<string> = new Set(['planned', 'claimed', 'sent', 'retry', 'unknown']);

function recentMails(
	{ deliveries }: Store,
	own: readonly SimNotice[],
	now: Date,
	except?: string
): Map<string, number> {
	const ids = new Set(own.map(({ id }) => id));
	const counts = new Map<string, number>();
	for (const { noticeId, to, status, createdAt } of deliveries) {
		if (noticeId === except || !ids.has(noticeId) || !UNDER_WAY.has(status)) continue;
		if (now.getTime() - createdAt < WEEK_MS) counts.set(to, (counts.get(to) ?? 0) + 1);
	}
	return counts;
}
