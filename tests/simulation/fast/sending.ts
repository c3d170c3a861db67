import type { Decision } from '$lib/domain/dunning/decision';
import { askedIn } from '$lib/domain/dunning/decision';
import { systemScope } from '$lib/server/auth/scope';
import { outcomeOf, type Attempt } from '$lib/server/delivery/outcome';
import { nextWindow } from '$lib/server/dunning/next-window';
import type { Line, Mail } from '../journal';
import { cancel, followLeader, look, noticeOfDelivery, verdictOf, type Look } from './engine';
import { mostOf, type Instant } from './facts';
import { noticeById, type SimDelivery, type SimNotice, type Store } from './store';
import type { SimCustomer, World } from './world';

const LEASE_MS = 10 * 60_000;

export interface Claimed {
	deliveryId: string;
	attempts: number;
	mail: Mail;
}

/** Takes one mail, after a second look at the facts; null when it is not to leave (now). */
export function claim(world: World, store: Store, id: string, at: Instant): Claimed | null {
	const row = store.deliveries.find((delivery) => delivery.id === id)!;
	if (!isDue(store, row, at)) return null;
	const notice = noticeOfDelivery(store, row);
	const customer = world.customers.find((candidate) => candidate.id === notice.customerId)!;
	if (store.flaw === 'no_second_look') return take(store, row, notice.decision, customer, at);
	if (['cancelled', 'done', 'sent'].includes(notice.status)) return drop(row);
	const seen = look(world, store, customer, at, notice.id);
	if (!mayLeave(world, store, row, notice, seen, at)) return null;
	return take(store, row, seen.decision, customer, at);
}

export const isDue = (
	{ flaw }: Store,
	{ status, nextAt }: SimDelivery,
	{ now }: Instant
): boolean =>
	nextAt <= now.getTime() &&
	(status === 'planned' ||
		status === 'retry' ||
		(flaw === 'resends_unknown' && status === 'unknown'));

function drop(row: SimDelivery): null {
	row.status = 'cancelled';
	return null;
}

function mayLeave(
	world: World,
	store: Store,
	row: SimDelivery,
	notice: SimNotice,
	seen: Look,
	at: Instant
): boolean {
	const verdict = verdictOf(notice, seen);
	if (verdict.kind === 'wait') {
		if (store.flaw === 'ignores_hours') return true;
		const unit = { now: at.now, today: at.today, scope: scopeIn(world) };
		row.nextAt = nextWindow(unit, seen.facts).getTime();
		return false;
	}
	if (verdict.kind === 'right' && followLeader(store, notice, seen)) return true;
	cancel(notice, at);
	drop(row);
	return false;
}

const scopeIn = ({ rules: { timeZone } }: World) =>
	systemScope({ organisationId: 'simulated', timeZone, actor: 'simulation' });

function take(
	{ flaw, journal }: Store,
	row: SimDelivery,
	decision: Decision,
	customer: SimCustomer,
	at: Instant
): Claimed {
	row.status = 'claimed';
	row.attempts++;
	row.firstAttemptAt ??= at.now.getTime();
	row.leaseUntil = at.now.getTime() + LEASE_MS;
	journal.attempts.push({ deliveryId: row.id, on: at.today, at: at.now });
	const totals = askedIn(decision).map(({ minor, currency }) => ({
		minor: flaw === 'adds_currencies' ? minor + 1_000_000n : minor,
		currency
	}));
	const mail = {
		...{ customerId: customer.id, leaderInvoiceId: '', stepKey: '', position: 0 },
		on: at.today,
		messageId: `<${row.id}@simulation>`,
		to: row.to,
		claimedAt: at.now,
		lines: linesOf(decision, customer, at),
		totals
	};
	return { deliveryId: row.id, attempts: row.attempts, mail };
}

const linesOf = ({ items }: Decision, customer: SimCustomer, { today }: Instant): Line[] =>
	items
		.filter(({ collectibleMinor }) => collectibleMinor > 0n)
		.map(({ invoiceId, currency, collectibleMinor }) => {
			const invoice = customer.invoices.find(({ id }) => id === invoiceId)!;
			const mostMinor = mostOf(customer, invoice, today);
			return {
				invoiceId,
				currency,
				owedIn: invoice.currency,
				askedMinor: collectibleMinor,
				mostMinor
			};
		});

/** The mail server has the body: whatever happens from here on, it has been said. */
export function bodyTaken(store: Store, { deliveryId, mail }: Claimed): void {
	const row = store.deliveries.find(({ id }) => id === deliveryId)!;
	const { leaderInvoiceId, stepKey, position } = noticeOfDelivery(store, row);
	store.journal.mails.push({ ...mail, leaderInvoiceId, stepKey, position });
}

export function settle(
	store: Store,
	customers: readonly SimCustomer[],
	{ deliveryId, attempts }: Claimed,
	attempt: Attempt,
	at: Instant
): void {
	const row = store.deliveries.find(({ id }) => id === deliveryId)!;
	if (row.attempts !== attempts || !['claimed', 'unknown'].includes(row.status)) return;
	if (row.status === 'unknown' && attempt.kind !== 'silent') knowsBetter(store, deliveryId);
	const waited = (at.now.getTime() - row.firstAttemptAt!) / 60_000;
	const outcome = outcomeOf(attempt, attempts, waited);
	if (store.flaw === 'sends_twice' && outcome.status === 'sent')
		return void Object.assign(row, { status: 'retry', nextAt: at.now.getTime() });
	Object.assign(row, { status: outcome.status, leaseUntil: null });
	row.response = store.flaw === 'no_response' ? null : attempt.response;
	if (attempt.kind === 'unreachable') row.attempts--;
	if (outcome.status === 'retry') row.nextAt = at.now.getTime() + outcome.inMinutes * 60_000;
	// Only what was for a device that is gone is called off, and there are none here.
	else if (outcome.status !== 'cancelled') close(store, row, outcome.status, at);
	if (attempt.kind === 'refused' && attempt.permanent) bounce(customers, row.to);
}

/** The answer came after the lease: whether it was taken is known after all. */
function knowsBetter({ journal }: Store, id: string): void {
	journal.unknowns = journal.unknowns.filter(({ deliveryId }) => deliveryId !== id);
}

function close(
	store: Store,
	{ id, noticeId }: SimDelivery,
	status: 'sent' | 'failed' | 'unknown',
	{ now, today }: Instant
): void {
	if (status === 'unknown') store.journal.unknowns.push({ deliveryId: id, on: today, at: now });
	const notice = noticeById(store, noticeId);
	if (!['sent', 'done', 'cancelled'].includes(notice.status))
		Object.assign(notice, { status, closedOn: today });
}

function bounce(customers: readonly SimCustomer[], email: string): void {
	for (const { contacts } of customers)
		for (const contact of contacts) if (contact.email === email) contact.bounced = true;
}

/** A claim nobody answered for: its worker died, perhaps after the letter left. */
export function giveUpLostClaims(store: Store, at: Instant): void {
	if (store.flaw === 'never_gives_up') return;
	for (const row of store.deliveries) {
		if (row.status !== 'claimed' || row.leaseUntil! >= at.now.getTime()) continue;
		Object.assign(row, { status: 'unknown', response: 'interrupted', leaseUntil: null });
		close(store, row, 'unknown', at);
	}
}
