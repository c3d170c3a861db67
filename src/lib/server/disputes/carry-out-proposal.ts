import { and, eq, isNull } from 'drizzle-orm';
import { canMove } from '$lib/domain/disputes/lifecycle';
import { decisionAgreed } from '$lib/domain/disputes/proposal';
import { say } from '$lib/i18n/words';
import type { InsideScope, SystemScope } from '../auth/scope';
import { systemScope, type PortalScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { proposal } from '../db/schema/proposals';
import { log } from '../log';
import { preparePromise } from '../promises/promise-hook';
import { agreeInParts } from './agree-in-parts';
import { caseOf, type Case } from './case-queries';
import { applyDecision } from './decide-dispute';
import { grantOffered } from './grant';
import { leftToDecide } from './left-to-decide';
import { lockDispute } from './lock-dispute';
import { tellStaff } from './notify-dispute';
import { agreedNotCarriedOut, type Agreed, type ProposalRow } from './proposals';
import { leaveUndone } from './undone-proposal';

/** After a customer said yes: a link decides nothing, so what was agreed is written down from inside. */
export const carryOutFor = ({ organisationId, timeZone }: PortalScope): Promise<void> =>
	carryOutAgreed(systemScope({ organisationId, timeZone, actor: 'engine' })).catch(
		// The yes is kept whatever happens now: the next ring writes down what it means.
		(error: unknown) => log('error', 'proposal.not_carried_out', { organisationId, error })
	);

/** Whatever was agreed and is not booked yet, each exactly once; one that fails is tried again at the next ring. */
export async function carryOutAgreed(scope: SystemScope): Promise<void> {
	const waiting = await unitOfWork(scope, agreedNotCarriedOut);
	for (const agreed of waiting)
		await unitOfWork(scope, (unit) => carryOut(unit, agreed)).catch((error: unknown) =>
			log('error', 'proposal.not_carried_out', { proposalId: agreed.id, error })
		);
}

async function carryOut(unit: Unit<InsideScope>, agreed: Agreed): Promise<void> {
	const { id, disputeId, customerId } = agreed;
	// Calls are held before cases, cases before invoices.
	const tellWhoWaits =
		agreed.kind === 'instalments' ? await preparePromise(unit, customerId) : null;
	const { status } = await lockDispute(unit, disputeId);
	const row = await claimProposal(unit, id);
	if (!row) return;
	const about = await caseOf(unit, disputeId);
	if (!canMove(status, 'decided')) return tellDecided(unit, about, row);
	if (tellWhoWaits) {
		await agreeInParts(unit, about, row);
		return tellWhoWaits();
	}
	const left = await leftToDecide(unit, about);
	const { language } = about.dispute;
	const decision = {
		...decisionAgreed(row.kind, {
			claimedMinor: left.claimed.minor,
			amountMinor: row.amountMinor
		}),
		explanation: [say('follow_offer_agreed', {}, language), row.text].filter(Boolean).join('\n'),
		by: { id: row.proposedById, name: row.proposedByName },
		isTold: true,
		proposalId: row.id
	};
	await applyDecision(unit, left, decision, grantOffered(row));
}

/** Somebody decided the case between the yes and now: his decision stands, and both sides know. */
async function tellDecided(unit: Unit<InsideScope>, about: Case, row: ProposalRow): Promise<void> {
	await leaveUndone(unit, about, row);
	await tellStaff(unit, about, {
		event: 'proposal_undone',
		onceKey: `staff-alert:proposal-undone:${row.id}`,
		text: ''
	});
}

/** Null: done by another one, or left undone. */
async function claimProposal(unit: Unit<InsideScope>, id: string): Promise<ProposalRow | null> {
	const [row] = await unit.tx
		.update(proposal)
		.set({ carriedOutAt: unit.now })
		.where(
			and(
				eq(proposal.organisationId, unit.scope.organisationId),
				eq(proposal.id, id),
				isNull(proposal.carriedOutAt),
				isNull(proposal.withdrawnAt)
			)
		)
		.returning();
	return row ?? null;
}
