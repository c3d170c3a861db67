import { attachmentCount } from '../attachments/queries';
import { unitOfWork, type Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import { mailedItems } from '../disputes/mailed-lines';
import { answerable } from '../disputes/answerable';
import { caseOf, type Case } from '../disputes/case-queries';
import { currentAssignment, type Assignment } from '../disputes/queries';
import { waitingAssignments } from '../disputes/resolver-queries';
import { allOrganisations } from '../settings/queries';
import { linkKeeper, type Link } from './links';
import { freeKey } from './renewal-key';
import type { SystemScope } from './scope';

/** The question is asked again where it was asked, as long as it waits there for an answer. */
export async function renewResolverLink(found: Link): Promise<void> {
	const { disputeId, assignmentId, holderEmail } = found;
	if (!disputeId || !assignmentId) return;
	await unitOfWork(await linkKeeper(found), async (unit) => {
		const about = await caseOf(unit, disputeId);
		const asked = await currentAssignment(unit, disputeId);
		const isTheirs = asked?.id === assignmentId && asked.resolverEmail === holderEmail;
		if (asked && isTheirs && answerable(about.dispute.status)) await askAgain(unit, about, asked);
	});
}

/** Cases somebody without a link is asked about again; a stranger who types an address fills no box with it. */
const MOST_AT_ONCE = 10;
const PER_HOUR_UNPROVEN = 1;

/** Somebody types an address: what waits for its answer, in whatever organisation, is asked there again. */
export async function renewResolverLinksOf(email: string): Promise<void> {
	for (const found of await allOrganisations())
		await unitOfWork(await linkKeeper(found), async (unit) => {
			for (const asked of await waitingAssignments(unit, email.trim(), MOST_AT_ONCE))
				await askAgain(unit, await caseOf(unit, asked.disputeId), asked, PER_HOUR_UNPROVEN);
		});
}

async function askAgain(
	unit: Unit<SystemScope>,
	about: Case,
	asked: Assignment,
	perHour?: number
): Promise<void> {
	const onceKey = await freeKey(unit, `${asked.id}:${asked.resolverEmail}`, perHour);
	if (!onceKey) return;
	await putMail(unit, {
		mail: 'resolver-request',
		onceKey,
		to: { email: asked.resolverEmail, name: asked.resolverName, language: asked.language },
		facts: { ...factsOf(about, asked), files: await attachmentCount(unit, about.dispute.id) },
		customerId: about.dispute.customerId,
		disputeId: about.dispute.id,
		link: { kind: 'resolver', assignmentId: asked.id }
	});
}

const factsOf = ({ dispute, customer, reason, items, claimed }: Case, asked: Assignment) => ({
	reference: dispute.reference,
	customerName: customer.name,
	resolverName: asked.resolverName,
	askedBy: asked.assignedBy,
	question: asked.question,
	explanation: dispute.explanation,
	reason: reason.labels,
	items: mailedItems(items),
	detail: dispute.detail,
	claimed,
	dueOn: asked.dueOn
});
