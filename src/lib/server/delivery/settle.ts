import { and, eq, inArray, isNull, lt } from 'drizzle-orm';
import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import { machineNow } from '../clock';
import { unitOfWork, type Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';
import { begin, giveBackLost, tellNeverTried } from './begin';
import type { Claim } from './claim';
import type { Group } from './claim-group';
import { crashAt } from './crash-points';
import { confirmLeft, isKnownToHaveLeft } from './confirm-left';
import { witnessDueAt } from './witness/settings';
import { tellNotice } from './notice-hook';
import { GAVE_UP, outcomeOf, type Attempt, type Outcome } from './outcome';
import { reportDelivery } from './report-delivery';

type Row = Pick<typeof delivery.$inferSelect, keyof typeof TOLD>;

/** What the outcome is told with: the letter itself does not travel back. */
const TOLD = {
	id: delivery.id,
	noticeId: delivery.noticeId,
	customerId: delivery.customerId,
	mail: delivery.mail,
	attempts: delivery.attempts,
	toEmail: delivery.toEmail,
	response: delivery.response,
	channel: delivery.channel
};

/** Writes down what became of an attempt. */
export const settleDelivery = (scope: SystemScope, claim: Claim, attempt: Attempt): Promise<void> =>
	unitOfWork(scope, async (unit) => {
		await settle(unit, claim, attempt);
		crashAt('before_commit');
	});

/** And begins the next one of its group with it: a connection has one mail in doubt at most. @returns whether it did */
export const settleAndBegin = (
	scope: SystemScope,
	{ claim, attempt }: { claim: Claim; attempt: Attempt },
	{ next, group }: { next: Claim; group: Group }
): Promise<boolean> =>
	unitOfWork(scope, async (unit) => {
		await settle(unit, claim, attempt);
		const isBegun = await begin(unit, next, group);
		crashAt('before_commit');
		return isBegun;
	});

/** An answer that comes after the lease still tells more than no answer. */
async function settle(unit: Unit<SystemScope>, claim: Claim, attempt: Attempt): Promise<void> {
	const triedMinutes = (unit.now.getTime() - claim.triedSince.getTime()) / 60_000;
	const outcome = outcomeOf(attempt, claim.attempts, triedMinutes);
	const [row] = await unit.tx
		.update(delivery)
		.set({
			status: outcome.status,
			response: wordsOf(outcome, attempt),
			leaseUntil: null,
			// Nobody answered: it has not been tried.
			...(attempt.kind === 'unreachable' && { attempts: claim.attempts - 1 }),
			...(outcome.status === 'sent' && { sentAt: unit.now }),
			...(outcome.status === 'unknown' && { nextAttemptAt: witnessDueAt(unit.now) }),
			...(outcome.status === 'retry' && {
				nextAttemptAt: new Date(unit.now.getTime() + outcome.inMinutes * 60_000)
			})
		})
		.where(
			and(
				eq(delivery.organisationId, unit.scope.organisationId),
				eq(delivery.id, claim.id),
				eq(delivery.attempts, claim.attempts),
				inArray(delivery.status, ['claimed', 'unknown'])
			)
		)
		.returning(TOLD);
	if (row) await tell(unit, row, outcome.status);
	if (row && attempt.kind === 'unreachable') await tellNeverTried(unit, [row]);
	if (row && attempt.kind === 'refused' && attempt.permanent && attempt.ofRecipient)
		await bounce(unit, row);
}

const wordsOf = (outcome: Outcome, { response }: Attempt): string =>
	outcome.status === 'failed' && outcome.gaveUp ? GAVE_UP + response : response;

/** Refused before it left, for good: whoever is written to there cannot be. */
const bounce = (unit: Unit<SystemScope>, row: Row): Promise<boolean> =>
	reportDelivery(unit, row, {
		kind: 'refused',
		eventKey: `server:${row.id}:${row.attempts}`,
		detail: row.response ?? ''
	});

/**
 * A claim nobody answered for in ten minutes: its process died, perhaps after the letter left. What it
 * had claimed and not begun waits again.
 */
export const giveUpLostClaims = (scope: SystemScope): Promise<void> =>
	unitOfWork(scope, async (unit) => {
		await giveBackLost(unit);
		const lost = await unit.tx
			.update(delivery)
			.set({
				status: 'unknown',
				response: 'interrupted',
				leaseUntil: null,
				nextAttemptAt: witnessDueAt(unit.now)
			})
			.where(
				and(
					eq(delivery.organisationId, scope.organisationId),
					eq(delivery.status, 'claimed'),
					isNull(delivery.beginUntil),
					lt(delivery.leaseUntil, machineNow())
				)
			)
			.returning(TOLD);
		for (const row of lost) await tell(unit, row, 'unknown');
	});

async function tell(unit: Unit<SystemScope>, row: Row, status: Outcome['status']): Promise<void> {
	if (status !== 'retry') await close(unit, row, status);
	// A provider may tell what became of it before he answers, whatever he answers then.
	if (status !== 'sent' && (await isKnownToHaveLeft(unit, row))) await confirmLeft(unit, row);
}

async function close(
	unit: Unit<SystemScope>,
	row: Row,
	status: 'sent' | 'failed' | 'unknown'
): Promise<void> {
	await tellNotice(unit, row.noticeId, status, row.channel);
	await record(
		unit,
		`delivery.${status}`,
		{ kind: 'delivery', id: row.id, customerId: row.customerId },
		{ mail: row.mail, attempts: row.attempts }
	);
}
