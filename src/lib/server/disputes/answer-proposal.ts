import { uuidv7 } from 'uuidv7';
import { decisionAgreed } from '$lib/domain/disputes/proposal';
import { AppError } from '$lib/domain/errors';
import { money } from '$lib/domain/money';
import type { Language } from '$lib/i18n/language';
import { record } from '../audit/record';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { proposalAnswer } from '../db/schema/proposals';
import { evidenceOf, type Evidence } from '../evidence';
import type { Case } from './case-queries';
import { leftToDecide } from './left-to-decide';
import { lockInvoices } from '../invoices/lock-invoices';
import { lockDispute } from './lock-dispute';
import { moveCase } from './move-case';
import { tellStaff } from './notify-dispute';
import { tellOutdated } from './outdated-proposal';
import { caseByReference } from './portal-queries';
import { linesOfOffer, offerWords } from './proposal-text';
import { proposalsOf, type ProposalRow } from './proposals';
import { tellFollowers, updateOf, type Told } from './tell-followers';

export interface ProposalVerdict {
	reference: string;
	proposalId: string;
	verdict: 'accepted' | 'refused';
	signedName: string;
	note: string;
	language: Language;
	/** Of the words on the page that was answered. */
	shownSha256: string;
	idempotencyKey: string;
	/** Network address, as the connection says. */
	address: string;
}

/**
 * The customer's yes or no with the name he typed, kept with the exact words he read. It decides nothing
 * by itself: carry-out-proposal.ts does, from inside, once this is committed. A yes to a sum that is not
 * open any more is none: staff is told, and so is whoever said it.
 * @throws proposal_answered, proposal_over, proposal_changed
 */
export async function answerProposal(
	unit: Unit<PortalScope>,
	input: ProposalVerdict
): Promise<{ disputeId: string; isOutdated: boolean }> {
	const before = await caseByReference(unit, input.reference);
	await lockDispute(unit, before.dispute.id);
	await lockInvoices(unit, {
		customerId: before.dispute.customerId,
		invoiceIds: before.items.map(({ invoiceId }) => invoiceId)
	});
	// Read again behind the locks: somebody else may have answered, decided or paid meanwhile.
	const about = await caseByReference(unit, input.reference);
	const found = (await proposalsOf(unit, about)).find(({ row }) => row.id === input.proposalId);
	if (!found) throw new AppError('not_found');
	const { id: disputeId } = about.dispute;
	if (found.answer) {
		refuseAnother(found.answer, input);
		return { disputeId, isOutdated: false };
	}
	if (input.verdict === 'accepted' && found.state === 'outdated') {
		await tellOutdated(unit, about, found.row);
		return { disputeId, isOutdated: true };
	}
	if (found.state !== 'open' && found.state !== 'outdated') throw new AppError('proposal_over');
	const words = await offerWords(unit, about, found.row, input.language);
	const shown = evidenceOf(linesOfOffer(words));
	if (shown.shownSha256 !== input.shownSha256) throw new AppError('proposal_changed');
	await insertAnswer(unit, about, input, shown);
	await tellBothSides(unit, { about, offer: found.row, shown }, input);
	await record(
		unit,
		`dispute.proposal_${input.verdict}`,
		{ kind: 'dispute', id: disputeId, customerId: about.customer.id },
		{ proposalId: input.proposalId, signedName: input.signedName, sha256: shown.shownSha256 }
	);
	return { disputeId, isOutdated: false };
}

/** The first answer stands. Only the very same one, sent again, is it. @throws proposal_answered */
function refuseAnother(
	first: Pick<ProposalVerdict, 'verdict' | 'signedName' | 'note' | 'idempotencyKey'>,
	input: ProposalVerdict
): void {
	const isSame = (['idempotencyKey', 'verdict', 'signedName', 'note'] as const).every(
		(field) => first[field] === input[field]
	);
	if (!isSame) throw new AppError('proposal_answered', { name: first.signedName });
}

async function insertAnswer(
	unit: Unit<PortalScope>,
	{ dispute }: Case,
	input: ProposalVerdict,
	shown: Evidence
): Promise<void> {
	const { organisationId, customerId, holder } = unit.scope;
	const { proposalId, verdict, signedName, note, language, address, idempotencyKey } = input;
	await unit.tx.insert(proposalAnswer).values({
		...{ organisationId, id: uuidv7(), customerId, disputeId: dispute.id, proposalId },
		...{ verdict, signedName, note, ...shown, language, address, idempotencyKey },
		...{ linkId: holder.linkId, holderName: holder.name, holderEmail: holder.email, at: unit.now }
	});
}

interface Answered {
	about: Case;
	offer: ProposalRow;
	shown: Evidence;
}

async function tellBothSides(
	unit: Unit<PortalScope>,
	answered: Answered,
	{ proposalId, verdict, signedName, note }: ProposalVerdict
): Promise<void> {
	const { about } = answered;
	const told =
		verdict === 'accepted'
			? await agreedLetter(unit, answered, signedName)
			: await updateOf(unit, about, 'proposal_refused', { by: signedName, message: note });
	if (about.dispute.status === 'waiting_customer')
		await moveCase(unit, about, 'in_progress', { told });
	else await tellFollowers(unit, about, told, { onceKey: `dispute-proposal:${proposalId}` });
	await tellStaff(unit, about, {
		event: `proposal_${verdict}`,
		onceKey: `staff-alert:proposal:${proposalId}`,
		text: [signedName, note].filter(Boolean).join('\n')
	});
}

/** One letter says all of it: who agreed to which words, and the decision they are. */
async function agreedLetter(
	unit: Unit<PortalScope>,
	{ about, offer, shown }: Answered,
	by: string
): Promise<Told> {
	const message = shown.shownText;
	if (offer.kind === 'instalments')
		return updateOf(unit, about, 'proposal_accepted', { by, message });
	const { claimed } = await leftToDecide(unit, about);
	const { acceptedMinor } = decisionAgreed(offer.kind, {
		claimedMinor: claimed.minor,
		amountMinor: offer.amountMinor
	});
	const agreed = { claimed, accepted: money(acceptedMinor, claimed.currency) };
	return updateOf(unit, about, 'proposal_accepted', { by, message, agreed });
}
