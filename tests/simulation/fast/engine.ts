import { decide } from '$lib/domain/dunning/decide';
import type { Decision, DunningFacts } from '$lib/domain/dunning/decision';
import { verdictOn } from '$lib/server/dunning/verdict-on';
import { factsOf, type Instant } from './facts';
import { knownAbout, noticeById, type SimDelivery, type SimNotice, type Store } from './store';
import { visibleOn, type SimCustomer, type World } from './world';

export interface Look {
	facts: DunningFacts;
	decision: Decision;
}

/** The rule of the product on today's facts. */
export function look(
	world: World,
	store: Store,
	customer: SimCustomer,
	at: Instant,
	except?: string
): Look {
	const facts = factsOf(world, customer, at, knownAbout(store, customer, at.now, except));
	return { facts, decision: decide(facts) };
}

/** One customer of a run: the decision, the notice and its mail commit together. */
export function plan(world: World, store: Store, customer: SimCustomer, at: Instant): void {
	if (visibleOn(customer, at.today).length === 0) return;
	const { decision } = look(world, store, customer, at);
	const reasons = store.flaw === 'loses_reasons' ? [] : decision.reasons.map(({ code }) => code);
	store.journal.days.push({
		customerId: customer.id,
		on: at.today,
		outcome: decision.outcome,
		reasons
	});
	if (decision.outcome !== 'nothing') takeKey(store, customer, decision, at);
}

/** The unique key of the server: only a notice that the facts called off may be planned again. */
function takeKey(store: Store, customer: SimCustomer, decision: Decision, at: Instant): void {
	const fresh = noticeOf(store, decision, at);
	const earlier = store.notices.find((notice) => hasKey(notice, fresh));
	if (earlier) {
		if (earlier.status !== 'cancelled' || earlier.isSkipped) return;
		Object.assign(earlier, fresh, { id: earlier.id });
		return announce(store, customer, earlier, at);
	}
	store.notices.push(fresh);
	announce(store, customer, fresh, at);
}

const hasKey = (
	a: SimNotice,
	b: Pick<SimNotice, 'customerId' | 'leaderInvoiceId' | 'stepKey'>
): boolean =>
	a.customerId === b.customerId &&
	a.leaderInvoiceId === b.leaderInvoiceId &&
	a.stepKey === b.stepKey;

const noticeOf = (store: Store, decision: Decision, { today }: Instant): SimNotice => ({
	id: `n${++store.serial}`,
	customerId: decision.customerId,
	leaderInvoiceId: decision.leaderInvoiceId!,
	stepKey: decision.step!.key,
	position: decision.step!.position,
	legal: decision.step!.legal,
	tone: decision.tone,
	contactId: decision.contactId ?? null,
	status: decision.outcome === 'send' ? 'planned' : 'to_confirm',
	isSkipped: false,
	plannedOn: today,
	closedOn: null,
	channel: decision.step!.channel,
	decision
});

export function announce(
	store: Store,
	customer: SimCustomer,
	notice: SimNotice,
	{ now }: Instant
): void {
	const contact = customer.contacts.find(({ contactId }) => contactId === notice.contactId);
	if (notice.status !== 'planned' || !contact) return;
	store.deliveries.push({
		id: `d${++store.serial}`,
		noticeId: notice.id,
		to: contact.email,
		status: 'planned',
		attempts: 0,
		firstAttemptAt: null,
		nextAt: now.getTime(),
		leaseUntil: null,
		createdAt: now.getTime(),
		response: null
	});
}

export function cancel(notice: SimNotice, { today }: Instant): void {
	if (['planned', 'to_confirm', 'unknown', 'failed'].includes(notice.status))
		Object.assign(notice, { status: 'cancelled', isSkipped: false, closedOn: today });
}

export const verdictOf = (notice: SimNotice, { facts, decision }: Look) =>
	verdictOn(notice, {
		customer: {
			...{ facts, code: '', name: '', language: 'fr', country: 'FR' },
			contacts: [],
			collectorId: null,
			isWaitedFor: false,
			refused: [],
			accepted: [],
			reported: []
		},
		decision
	});

/** The step belongs to the new leader, unless that one had it already. */
export function followLeader(store: Store, notice: SimNotice, { decision }: Look): boolean {
	const leaderInvoiceId = decision.leaderInvoiceId!;
	if (leaderInvoiceId === notice.leaderInvoiceId) return true;
	if (store.notices.some((other) => hasKey(other, { ...notice, leaderInvoiceId }))) return false;
	notice.leaderInvoiceId = leaderInvoiceId;
	return true;
}

/** A call or a letter that waited for a person until the facts no longer called for it. */
export function callOffStale(world: World, store: Store, at: Instant): void {
	for (const notice of store.notices.filter(({ status }) => status === 'to_confirm')) {
		const customer = world.customers.find(({ id }) => id === notice.customerId)!;
		const seen = look(world, store, customer, { ...at, minute: null }, notice.id);
		const verdict = verdictOf(notice, seen);
		const isRight = verdict.kind === 'right' && followLeader(store, notice, seen);
		if (!isRight && verdict.kind !== 'wait') cancel(notice, at);
	}
}

export const noticeOfDelivery = (store: Store, { noticeId }: SimDelivery): SimNotice =>
	noticeById(store, noticeId);
