import { and, eq } from 'drizzle-orm';
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
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { dispute, disputeItem, disputeTransition } from '../db/schema/disputes';
import type { OpeningScope } from '../invoices/portal-queries';
import { lockInvoices } from '../invoices/lock-invoices';
import { reasonByCode, workingCalendarOf, type Reason } from '../settings/queries';
import { claimsFor, type ClaimedItem } from './open-dispute.claims';
import { announceDispute } from './open-dispute.mails';
import { referencesFrom } from './references';

export interface OpenDispute extends OpenDisputeInput {
	customerId: string;
	source: DisputeSource;
	raisedByName: string;
	/** Answers go there; nowhere when it is empty. */
	raisedByEmail: string;
	contactId: string | null;
	language: Language;
	files?: readonly (IncomingFile | PreparedFile)[];
	/** Taken beforehand by `takeReferences`: many cases at once must not keep the counter from others. */
	reference?: string;
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
	const invoices = await lockInvoices(unit, {
		customerId: input.customerId,
		invoiceIds: input.items.map((item) => item.invoiceId)
	});
	const earlier = await openedWith(unit, input);
	if (earlier) return { ...earlier, isNew: false };
	const reason = await reasonFor(unit, input);
	const items = await claimsFor(unit, input, reason, invoices);
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
	const opened = {
		disputeId: uuidv7(),
		reference: input.reference ?? (await nextReference(unit)),
		answerDueOn: answerDueOn(unit.today, reason.deadlineDays, await workingCalendarOf(unit))
	};
	await insertDispute(unit, input, reason, opened);
	await insertItems(unit, input.customerId, opened.disputeId, items);
	await insertFirstStep(unit, input, opened.disputeId);
	return opened;
}

async function insertDispute(
	unit: Unit<OpeningScope>,
	input: OpenDispute,
	reason: Reason,
	opened: Omit<OpenedDispute, 'isNew'>
): Promise<void> {
	await unit.tx.insert(dispute).values({
		organisationId: unit.scope.organisationId,
		customerId: input.customerId,
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
		collectorId: (await customerById(unit, input.customerId)).collectorId,
		openedAt: unit.now,
		openedOn: unit.today,
		answerDueOn: opened.answerDueOn,
		idempotencyKey: input.idempotencyKey
	});
}

const insertItems = (
	unit: Unit<OpeningScope>,
	customerId: string,
	disputeId: string,
	items: readonly ClaimedItem[]
) =>
	unit.tx.insert(disputeItem).values(
		items.map(({ invoiceId, invoiceLineId, currency, claimedMinor }) => ({
			organisationId: unit.scope.organisationId,
			id: uuidv7(),
			customerId,
			disputeId,
			invoiceId,
			invoiceLineId,
			currency,
			claimedMinor
		}))
	);

const insertFirstStep = (unit: Unit<OpeningScope>, input: OpenDispute, disputeId: string) =>
	unit.tx.insert(disputeTransition).values({
		organisationId: unit.scope.organisationId,
		id: uuidv7(),
		customerId: input.customerId,
		disputeId,
		toStatus: 'submitted',
		at: unit.now,
		on: unit.today,
		...opener(unit, input)
	});

const nextReference = async (unit: Unit<OpeningScope>): Promise<string> =>
	(await referencesFrom(unit, 1))[0]!;

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
