import { and, asc, eq, gte, inArray, isNull, lt, or } from 'drizzle-orm';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { UNDECIDED_STATUSES } from '$lib/domain/disputes/lifecycle';
import { dayAfterOffer, goneOn, isNews, NEWS_DAYS } from '$lib/domain/disputes/offer-over';
import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { proposal } from '../db/schema/proposals';
import { log } from '../log';
import { caseOf, type Case } from './case-queries';
import { payableInParts } from './in-parts';
import { insertCommitment } from './insert-commitment';
import { lastUnanswered } from './last-offers';
import { lockDispute } from './lock-dispute';
import { moveCase } from './move-case';
import { tellStaff } from './notify-dispute';
import { afterOffer, saidOf, type AfterOffer } from './offer-over';
import { isItsCase, proposalsOf, type ProposalRow } from './proposals';
import { tellFollowers, updateOf } from './tell-followers';

/** Offers nobody answered in time, or whose sum has changed: each is told once, and its case goes on. */
export async function lapseOffers(scope: SystemScope): Promise<void> {
	for (const offer of await unitOfWork(scope, offersUnanswered))
		await unitOfWork(scope, (unit) => lapse(unit, offer)).catch((error: unknown) =>
			log('error', 'proposal.not_lapsed', { proposalId: offer.id, error })
		);
}

type Over = NonNullable<AfterOffer['over']>;
type Offer = Pick<ProposalRow, 'id' | 'disputeId'>;

async function lapse(unit: Unit<SystemScope>, offer: Offer): Promise<void> {
	if (!(await overNow(unit, offer))) return;
	await lockDispute(unit, offer.disputeId);
	// Read again behind the lock: somebody may have answered, offered again or decided meanwhile.
	const now = await overNow(unit, offer);
	if (!now) return;
	await markLapsed(unit, now.over);
	const answerDueOn = await goOn(unit, now);
	await tellHouse(unit, now, answerDueOn);
	await record(
		unit,
		now.over.as === 'expired' ? 'dispute.proposal_expired' : 'dispute.proposal_overtaken',
		{ kind: 'dispute', id: offer.disputeId, customerId: now.about.customer.id },
		{ proposalId: offer.id, answerDueOn }
	);
}

interface Now {
	about: Case;
	facts: AfterOffer['facts'];
	over: Over;
}

/** Its followers are told, with the day we answer by; it goes on where the customer was waited for. */
async function goOn(
	unit: Unit<SystemScope>,
	{ about, facts, over }: Now
): Promise<LocalDate | null> {
	const { deadlineDays } = about.reason;
	const event = `proposal_${over.as}` as const;
	if (!over.movesOn) {
		const said = await saidOf(unit, about, { facts, over });
		const told = await updateOf(unit, about, event, { over: said });
		await tellFollowers(unit, about, told, { onceKey: `dispute-proposal-over:${over.row.id}` });
		return said.answerDueOn;
	}
	await insertCommitment(unit, about, { dueOn: dayAfterOffer(facts, deadlineDays), what: '' });
	const read = goneOn(facts, deadlineDays, unit.now);
	const said = await saidOf(unit, about, { facts: read, over });
	const told = await updateOf(unit, about, event, { over: said });
	await moveCase(unit, about, 'in_progress', { told });
	return said.answerDueOn;
}

async function overNow(unit: Unit<SystemScope>, offer: Offer): Promise<Now | null> {
	const about = await caseOf(unit, offer.disputeId);
	const { facts, over } = await afterOffer(unit, about, await proposalsOf(unit, about));
	if (over?.row.id !== offer.id || over.row.lapsedAt) return null;
	const { validUntil } = over.row;
	return isNews(over, { validUntil, today: unit.today }) ? { about, facts, over } : null;
}

const markLapsed = (unit: Unit<SystemScope>, { as, row }: Over) =>
	unit.tx
		.update(proposal)
		.set({ lapsedAt: unit.now, lapsedAs: as })
		.where(and(eq(proposal.organisationId, unit.scope.organisationId), eq(proposal.id, row.id)));

/** Who pressed too late told it already, under the same key. */
async function tellHouse(
	unit: Unit<SystemScope>,
	{ about, over: { as, row } }: Now,
	answerDueOn: LocalDate | null
): Promise<void> {
	const to = { text: '', answerDueOn, orElse: row.proposedById };
	if (as === 'expired')
		return tellStaff(unit, about, {
			...to,
			event: 'proposal_expired',
			onceKey: `staff-alert:proposal-expired:${row.id}`
		});
	await tellStaff(unit, about, {
		...to,
		event: 'proposal_overtaken',
		onceKey: `staff-alert:proposal-outdated:${row.id}`,
		amount: await payableInParts(unit, about, row.covers ?? 'disputed')
	});
}

/** The last ones of cases that are not decided, that may be over: what they divide changes without a day of its own. */
const offersUnanswered = (unit: Unit<SystemScope>): Promise<Offer[]> =>
	unit.tx
		.select({ id: proposal.id, disputeId: proposal.disputeId })
		.from(proposal)
		.innerJoin(dispute, isItsCase)
		.where(
			and(
				eq(proposal.organisationId, unit.scope.organisationId),
				isNull(proposal.lapsedAt),
				lastUnanswered,
				or(lt(proposal.validUntil, unit.today), eq(proposal.kind, 'instalments')),
				or(
					eq(dispute.status, 'waiting_customer'),
					gte(proposal.validUntil, addDays(unit.today, -NEWS_DAYS))
				),
				inArray(dispute.status, UNDECIDED_STATUSES)
			)
		)
		.orderBy(asc(proposal.id));
