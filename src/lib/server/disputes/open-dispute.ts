import { and, eq, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { answerDueOn } from '$lib/domain/disputes/deadlines';
import type { DisputeSource, OpenDisputeInput } from '$lib/domain/disputes/schema';
import { AppError } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import type { IncomingFile, PreparedFile } from '../attachments/prepare-files';
import { saveAttachments } from '../attachments/save-attachment';
import { record } from '../audit/record';
import { actorOf } from '../auth/scope';
import type { Unit } from '../db/client';
import { customer } from '../db/schema/customers';
import { dispute, disputeItem, disputeTransition } from '../db/schema/disputes';
import { organisation } from '../db/schema/organisations';
import { lockInvoices, type OpeningScope } from '../invoices/portal-queries';
import { reasonByCode, workingCalendarOf, type Reason } from '../settings/queries';
import { claimsFor, type ClaimedItem } from './open-dispute.claims';
import { announceDispute } from './open-dispute.mails';

export interface OpenDispute extends OpenDisputeInput {
	customerId: string;
	source: DisputeSource;
	raisedByName: string;
	/** Answers go there; nowhere when it is empty. */
	raisedByEmail: string;
	contactId: string | null;
	language: Language;
	files?: readonly (IncomingFile | PreparedFile)[];
}

export interface OpenedDispute {
	disputeId: string;
	reference: string;
	answerDueOn: LocalDate;
	/** False when the same key had already opened it. */
	isNew: boolean;
}

/**
 * From the commit of this transaction on, what is claimed is in no notice.
 * @throws invoice_required, not_found, reason_required, explanation_required, nothing_to_dispute,
 * already_in_dispute, amount_not_positive, amount_above_open, and what is wrong with a file
 */
export async function openDispute(
	unit: Unit<OpeningScope>,
	input: OpenDispute
): Promise<OpenedDispute> {
	const invoices = await lockInvoices(
		unit,
		input.customerId,
		input.items.map((item) => item.invoiceId)
	);
	const earlier = await openedWith(unit, input);
	if (earlier) return { ...earlier, isNew: false };
	const reason = await reasonFor(unit, input);
	const items = await claimsFor(unit, input, invoices);
	const opened = await insertCase(unit, input, reason, items);
	await saveAttachments(
		unit,
		{ ...opened, customerId: input.customerId, audience: 'customer', ...uploader(unit, input) },
		input.files ?? []
	);
	await record(
		unit,
		'dispute.opened',
		{ kind: 'dispute', id: opened.disputeId, customerId: input.customerId },
		{ reference: opened.reference, reason: reason.code, source: input.source, items }
	);
	await announceDispute(unit, input, items, opened);
	return { ...opened, isNew: true };
}

async function openedWith(unit: Unit<OpeningScope>, { customerId, idempotencyKey }: OpenDispute) {
	const [row] = await unit.tx
		.select({
			disputeId: dispute.id,
			reference: dispute.reference,
			answerDueOn: dispute.answerDueOn
		})
		.from(dispute)
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				eq(dispute.customerId, customerId),
				eq(dispute.idempotencyKey, idempotencyKey)
			)
		);
	return row;
}

async function reasonFor(unit: Unit<OpeningScope>, input: OpenDispute): Promise<Reason> {
	const reason = await reasonByCode(unit, input.reasonCode);
	// An answer ("already paid") is not a dispute: answer-instead.ts.
	if (reason.kind !== 'dispute' || reason.archivedAt)
		throw new AppError('reason_required', {}, 'reasonCode');
	if (reason.explanationRequired && !input.explanation.trim())
		throw new AppError('explanation_required', {}, 'explanation');
	return reason;
}

async function insertCase(
	unit: Unit<OpeningScope>,
	input: OpenDispute,
	reason: Reason,
	items: readonly ClaimedItem[]
) {
	const common = { organisationId: unit.scope.organisationId, customerId: input.customerId };
	const opened = {
		disputeId: uuidv7(),
		reference: await nextReference(unit),
		answerDueOn: answerDueOn(unit.today, reason.deadlineDays, await workingCalendarOf(unit))
	};
	await unit.tx.insert(dispute).values({
		...common,
		id: opened.disputeId,
		reference: opened.reference,
		reasonId: reason.id,
		status: 'submitted',
		requestedOutcome: input.requestedOutcome,
		explanation: input.explanation.trim(),
		source: input.source,
		raisedByName: input.raisedByName,
		raisedByEmail: input.raisedByEmail,
		raisedByContactId: input.contactId,
		language: input.language,
		collectorId: await collectorOf(unit, input.customerId),
		openedAt: unit.now,
		openedOn: unit.today,
		answerDueOn: opened.answerDueOn,
		idempotencyKey: input.idempotencyKey
	});
	const ofCase = () => ({ ...common, id: uuidv7(), disputeId: opened.disputeId });
	await unit.tx.insert(disputeItem).values(
		items.map(({ invoiceId, invoiceLineId, currency, claimedMinor }) => ({
			...ofCase(),
			invoiceId,
			invoiceLineId,
			currency,
			claimedMinor
		}))
	);
	await unit.tx.insert(disputeTransition).values({
		...ofCase(),
		toStatus: 'submitted',
		at: unit.now,
		on: unit.today,
		...opener(unit, input)
	});
	return opened;
}

/** LIT-2026-000123: the next number of the organisation, never given twice. */
async function nextReference(unit: Unit<OpeningScope>): Promise<string> {
	const [row] = await unit.tx
		.update(organisation)
		.set({ disputeSequence: sql`${organisation.disputeSequence} + 1` })
		.where(eq(organisation.id, unit.scope.organisationId))
		.returning({ number: organisation.disputeSequence });
	if (!row) throw new AppError('not_found');
	return `LIT-${unit.today.slice(0, 4)}-${String(row.number).padStart(6, '0')}`;
}

async function collectorOf(unit: Unit<OpeningScope>, customerId: string): Promise<string | null> {
	const [row] = await unit.tx
		.select({ collectorId: customer.collectorId })
		.from(customer)
		.where(
			and(eq(customer.organisationId, unit.scope.organisationId), eq(customer.id, customerId))
		);
	if (!row) throw new AppError('not_found');
	return row.collectorId;
}

const isFromCustomer = (unit: Unit<OpeningScope>, input: OpenDispute): boolean =>
	unit.scope.audience === 'portal' || input.source === 'portal';

const opener = (unit: Unit<OpeningScope>, input: OpenDispute) => {
	if (isFromCustomer(unit, input))
		return { byKind: 'customer' as const, byName: input.raisedByName };
	return {
		byKind: unit.scope.audience === 'desk' ? ('staff' as const) : ('system' as const),
		byName: actorOf(unit.scope).name
	};
};

const uploader = (unit: Unit<OpeningScope>, input: OpenDispute) => {
	const { byKind, byName } = opener(unit, input);
	return {
		uploadedByKind: byKind === 'customer' ? ('customer' as const) : ('staff' as const),
		uploadedByName: byName
	};
};
