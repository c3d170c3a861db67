import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { groupBy } from '$lib/domain/group-by';
import { filesOfCases, shownFile, type Attachment } from '../attachments/queries';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { dispute } from '../db/schema/disputes';
import { message } from '../db/schema/messages';

/** What was claimed in a case that goes on in another one: whoever judges the sum reads the words of each. */
export interface MergedClaim {
	/** Of the double. */
	reference: string;
	raisedByName: string;
	explanation: string;
	/** What the customer wrote there since; what colleagues wrote stays on the page of the case. */
	messages: readonly { id: string; authorName: string; body: string; at: Date }[];
	files: readonly Attachment[];
}

/** Of several cases, as many queries as of one. */
export async function mergedClaims(
	unit: Unit<InsideScope>,
	disputeIds: readonly string[]
): Promise<(disputeId: string) => MergedClaim[]> {
	const doubles = await doublesBelow(unit, disputeIds);
	const ids = doubles.map(({ id }) => id);
	const messages = groupBy(await saidIn(unit, ids), ({ disputeId }) => disputeId);
	const filesOf = ids.length > 0 ? await filesOfCases(unit, ids) : () => [];
	const byRoot = groupBy(doubles, ({ root }) => root);
	return (disputeId) =>
		(byRoot.get(disputeId) ?? []).map(({ id, reference, raisedByName, explanation }) => ({
			...{ reference, raisedByName, explanation, files: filesOf(id) },
			messages: (messages.get(id) ?? []).map(({ disputeId: _in, ...said }) => said)
		}));
}

/** As a page shows them; a link, the customer's own files alone. */
export const shownClaim = (
	{ files, ...claim }: MergedClaim,
	mayShow: (file: Attachment) => boolean = () => true
) => ({ ...claim, files: files.filter(mayShow).map(shownFile) });

interface Below {
	id: string;
	/** The case it goes on in, in the end. */
	root: string;
	reference: string;
	raisedByName: string;
	explanation: string;
}

/** Also those that went into one of them before it was a double itself. */
async function doublesBelow(unit: Unit<InsideScope>, roots: readonly string[]): Promise<Below[]> {
	const found: Below[] = [];
	let level = new Map(roots.map((id) => [id, id]));
	while (level.size > 0) {
		const rows = await doublesInto(unit, [...level.keys()]);
		const next = rows.map(({ into, ...row }) => ({ ...row, root: level.get(into ?? '') ?? '' }));
		found.push(...next);
		level = new Map(next.map(({ id, root }) => [id, root]));
	}
	return found;
}

const doublesInto = ({ tx, scope }: Unit<InsideScope>, ids: readonly string[]) =>
	tx
		.select({
			id: dispute.id,
			into: dispute.duplicateOfId,
			reference: dispute.reference,
			raisedByName: dispute.raisedByName,
			explanation: dispute.explanation
		})
		.from(dispute)
		.where(
			and(
				eq(dispute.organisationId, scope.organisationId),
				oneOf(dispute.duplicateOfId, ids),
				// One that was only marked as a double claims nothing there.
				isNotNull(dispute.mergedAt)
			)
		)
		.orderBy(asc(dispute.openedAt), asc(dispute.id));

async function saidIn({ tx, scope }: Unit<InsideScope>, ids: readonly string[]) {
	if (ids.length === 0) return [];
	return tx
		.select({
			id: message.id,
			disputeId: message.disputeId,
			authorName: message.authorName,
			body: message.body,
			at: message.at
		})
		.from(message)
		.where(
			and(
				eq(message.organisationId, scope.organisationId),
				oneOf(message.disputeId, ids),
				eq(message.audience, 'customer'),
				eq(message.authorKind, 'customer')
			)
		)
		.orderBy(asc(message.at), asc(message.id));
}
