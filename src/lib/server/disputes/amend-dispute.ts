import { and, eq, inArray } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { itemChanges, mayAmend, type CaseContent } from '$lib/domain/disputes/amendment';
import { answerDueOn } from '$lib/domain/disputes/deadlines';
import { isClosed, type DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type { OpenDisputeInput } from '$lib/domain/disputes/schema';
import { AppError } from '$lib/domain/errors';
import type { PreparedFile } from '../attachments/prepare-files';
import { saveAttachments } from '../attachments/save-attachment';
import { record } from '../audit/record';
import { CUSTOMER_DAY, refuseAboveCustomerDay } from '../auth/link-day';
import { signatureOf, type PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute, disputeAmendment, disputeItem } from '../db/schema/disputes';
import { lockInvoices } from '../invoices/lock-invoices';
import type { OpenInvoice } from '../invoices/portal-queries';
import { workingCalendarOf, type Reason } from '../settings/queries';
import { tellAmended } from './amend-dispute.mails';
import { amendedBefore, contentOf } from './amendments';
import type { Case, CaseItem } from './case-queries';
import { isDispute, lockDispute, refuseWhenOutdated } from './lock-dispute';
import { detailOf, insertItems, reasonFor } from './open-dispute';
import { claimsFor, freeMinor, type ClaimedItem } from './open-dispute.claims';
import { caseByReference } from './portal-queries';
import { activeClaims } from './queries';

export interface Amendment extends OpenDisputeInput {
	reference: string;
	/** The version of the case on the page that was answered. */
	seen?: string | undefined;
	files: readonly PreparedFile[];
	/** Of what was sent. */
	contentSha256: string;
}

/**
 * The customer says it otherwise while nobody has taken the case up. What is claimed again just so stays;
 * what is not keeps its row and claims nothing from this instant on.
 * @throws not_found, case_begun, case_over, case_changed, key_reused, and whatever opening a case refuses
 * @returns false when nothing was different
 */
export async function amendDispute(unit: Unit<PortalScope>, input: Amendment): Promise<boolean> {
	const { id } = (await caseByReference(unit, input.reference)).dispute;
	const { status } = await lockDispute(unit, id);
	if (await amendedBefore(unit, id, input)) return true;
	refuseBegun(status);
	await refuseWhenOutdated(unit, id, input.seen);
	// Read again behind the lock: another page may have amended it meanwhile.
	const before = await caseByReference(unit, input.reference);
	const reason = await reasonFor(unit, input, before.reason);
	if (!(await write(unit, before, reason, input))) return false;
	const after = await caseByReference(unit, input.reference);
	await keep(unit, { before, after }, input);
	return true;
}

function refuseBegun(status: DisputeStatus): void {
	if (mayAmend(status)) return;
	throw new AppError(isClosed(status) ? 'case_over' : 'case_begun');
}

/** The case and what it claims; false when there is nothing to change. */
async function write(
	unit: Unit<PortalScope>,
	before: Case,
	reason: Reason,
	input: Amendment
): Promise<boolean> {
	const { replaced, added } = await changesOf(unit, before, reason, input);
	const words = await wordsOf(unit, before, reason, input);
	const isSame = replaced.length + added.length + input.files.length === 0;
	if (isSame && !differ(before, words)) return false;
	await unit.tx.update(dispute).set(words).where(isDispute(unit, before.dispute.id));
	await replace(unit, replaced);
	const { customerId } = unit.scope;
	if (added.length) await insertItems(unit, customerId, before.dispute.id, added, unit.now);
	return true;
}

async function changesOf(
	unit: Unit<PortalScope>,
	before: Case,
	reason: Reason,
	{ items }: Amendment
) {
	const { customerId } = unit.scope;
	const { id } = before.dispute;
	const invoices = await lockInvoices(unit, {
		customerId,
		invoiceIds: [...items, ...before.items].map(({ invoiceId }) => invoiceId)
	});
	const open = await withoutSettled(unit, before, items, invoices);
	const isInWordsOnly = items.length + open.length === 0;
	const claims = isInWordsOnly
		? []
		: await claimsFor(unit, { customerId, items, exceptCase: id }, invoices);
	// What an item holds of its invoice changes with such a reason: the item is another one.
	if (reason.holdsWholeInvoice !== before.reason.holdsWholeInvoice)
		return { replaced: open, added: claims };
	return itemChanges<CaseItem, ClaimedItem>(open, claims);
}

/** Of an invoice paid meanwhile nothing can be contested any more: what the case said about it stays, unless it is named. */
async function withoutSettled(
	unit: Unit<PortalScope>,
	{ dispute: { id, customerId }, items }: Case,
	named: Amendment['items'],
	invoices: readonly OpenInvoice[]
): Promise<CaseItem[]> {
	const others = await activeClaims(unit, { customerId, exceptCase: id });
	const free = (invoiceId: string) =>
		invoices.some((about) => about.id === invoiceId && freeMinor(about, others) > 0n);
	return items.filter(
		({ invoiceId }) => free(invoiceId) || named.some((item) => item.invoiceId === invoiceId)
	);
}

type Words = Awaited<ReturnType<typeof wordsOf>>;

/** Another reason is another question to another team: its time begins today. */
async function wordsOf(
	unit: Unit<PortalScope>,
	{ dispute: row }: Case,
	reason: Reason,
	input: Amendment
) {
	return {
		reasonId: reason.id,
		requestedOutcome: input.requestedOutcome,
		explanation: input.explanation.trim(),
		detail: detailOf(reason, input),
		answerDueOn:
			reason.id === row.reasonId
				? row.answerDueOn
				: answerDueOn(unit.today, reason.deadlineDays, await workingCalendarOf(unit))
	};
}

const differ = ({ dispute: row }: Case, words: Words): boolean =>
	row.reasonId !== words.reasonId ||
	row.requestedOutcome !== words.requestedOutcome ||
	row.explanation !== words.explanation ||
	row.detail?.field !== words.detail?.field ||
	row.detail?.value !== words.detail?.value;

async function replace(unit: Unit<PortalScope>, items: readonly CaseItem[]): Promise<void> {
	if (items.length === 0) return;
	const ids = items.map(({ id }) => id);
	await unit.tx
		.update(disputeItem)
		.set({ replacedAt: unit.now })
		.where(
			and(eq(disputeItem.organisationId, unit.scope.organisationId), inArray(disputeItem.id, ids))
		);
}

/** The row of the amendment, its files, and everybody who has to know, in the same transaction. */
async function keep(
	unit: Unit<PortalScope>,
	cases: { before: Case; after: Case },
	input: Amendment
): Promise<void> {
	const { id: disputeId, customerId } = cases.before.dispute;
	const before = contentOf(cases.before);
	const after = contentOf(
		cases.after,
		input.files.map(({ name }) => name)
	);
	await saveAttachments(
		unit,
		{ disputeId, customerId, audience: 'customer', uploadedByKind: 'customer' },
		input.files
	);
	const amendmentId = await insertAmendment(unit, cases.before, { before, after }, input);
	await refuseTooMany(unit);
	await record(
		unit,
		'dispute.amended',
		{ kind: 'dispute', id: disputeId, customerId },
		{ amendmentId, before, after }
	);
	await tellAmended(unit, cases.after, { amendmentId, before, after });
}

/** Each is mailed to staff and to everybody who follows the case; this one is among them. @throws customer_too_often */
const refuseTooMany = (unit: Unit<PortalScope>): Promise<void> =>
	refuseAboveCustomerDay(unit, {
		...{ table: disputeAmendment, at: disputeAmendment.at, most: CUSTOMER_DAY.amendments + 1 },
		// A reason that the house put right is none of his.
		which: eq(disputeAmendment.byKind, 'customer')
	});

async function insertAmendment(
	unit: Unit<PortalScope>,
	about: Case,
	{ before, after }: { before: CaseContent; after: CaseContent },
	{ contentSha256, idempotencyKey }: Amendment
): Promise<string> {
	const id = uuidv7();
	const { organisationId, customerId, holder } = unit.scope;
	await unit.tx.insert(disputeAmendment).values({
		...{ organisationId, id, customerId, disputeId: about.dispute.id },
		...{ before, after, at: unit.now, contentSha256, idempotencyKey },
		...{ byName: signatureOf(holder), linkId: holder.linkId }
	});
	return id;
}
