import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { answerDueOn } from '$lib/domain/disputes/deadlines';
import { reasonField } from '$lib/domain/disputes/reason-field';
import type { DisputeSource, OpenDisputeInput } from '$lib/domain/disputes/schema';
import { AppError } from '$lib/domain/errors';
import { refuseAboveOnce } from '$lib/domain/receivables/at-once';
import type { Language } from '$lib/i18n/language';
import type { IncomingFile, PreparedFile } from '../attachments/prepare-files';
import { saveAttachments } from '../attachments/save-attachment';
import { record } from '../audit/record';
import { actorOf } from '../auth/scope';
import { officerIdOf } from '../customers/officer';
import type { Unit } from '../db/client';
import { dispute, disputeItem, disputeTransition } from '../db/schema/disputes';
import type { OpeningScope } from '../invoices/portal-queries';
import { lockInvoices } from '../invoices/lock-invoices';
import { reasonByCode, workingCalendarOf, type Reason } from '../settings/queries';
import { claimsFor, type ClaimedItem } from './open-dispute.claims';
import { confirmDispute, tellOfDispute } from './open-dispute.mails';
import { openedBefore, refuseSecond } from './open-dispute.once';
import { referencesFrom } from './references';
import { routeDispute } from './route-dispute';

export interface OpenDispute extends OpenDisputeInput {
	customerId: string;
	source: DisputeSource;
	raisedByName: string;
	/** Answers go there; nowhere when it is empty. */
	raisedByEmail: string;
	contactId: string | null;
	language: Language;
	/** Of the case it takes up: whatever became of that reason since. */
	ownReason?: Reason;
	/** The case it takes up. */
	followsId?: string;
	files?: readonly (IncomingFile | PreparedFile)[];
	/** Of what was sent; without it, the same key is the same case whatever it says. */
	contentSha256?: string;
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
 * @throws too_many_at_once, sent_otherwise, invoice_required, not_found, reason_required, explanation_required, nothing_to_dispute,
 * already_in_dispute, amount_not_positive, amount_above_open, what is wrong with a line, and with a file
 */
export async function openDispute(
	unit: Unit<OpeningScope>,
	input: OpenDispute
): Promise<OpenedDispute> {
	refuseAboveOnce(input.items);
	const invoices = await lockInvoices(unit, {
		customerId: input.customerId,
		invoiceIds: input.items.map((item) => item.invoiceId)
	});
	const earlier = await openedBefore(unit, input);
	if (earlier) return earlier;
	const reason = input.ownReason ?? (await reasonFor(unit, input));
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
	if (input.raisedByEmail) await confirmDispute(unit, items, opened);
	await routeDispute(unit, opened.disputeId);
	await tellOfDispute(unit, opened);
	return { ...opened, isNew: true };
}

/** `own`: the reason the case has already, archived meanwhile or not. @throws reason_required, explanation_required */
export async function reasonFor(
	unit: Unit<OpeningScope>,
	input: Pick<OpenDispute, 'reasonCode' | 'explanation'>,
	own?: Reason
): Promise<Reason> {
	const reason = await reasonByCode(unit, input.reasonCode);
	// An answer ("already paid") is not a dispute: answer-instead.ts.
	if (reason.kind !== 'dispute' || (reason.archivedAt && reason.id !== own?.id))
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
	const values = {
		organisationId: unit.scope.organisationId,
		customerId: input.customerId,
		id: opened.disputeId,
		reference: opened.reference,
		reasonId: reason.id,
		status: 'submitted' as const,
		requestedOutcome: input.requestedOutcome,
		explanation: input.explanation.trim(),
		source: input.source,
		raisedByName: input.raisedByName,
		raisedByEmail: input.raisedByEmail,
		raisedByContactId: input.contactId,
		language: input.language,
		collectorId: await officerIdOf(unit, input.customerId),
		followsId: input.followsId ?? null,
		openedAt: unit.now,
		openedOn: unit.today,
		answerDueOn: opened.answerDueOn,
		detail: detailOf(reason, input),
		contentSha256: input.contentSha256 ?? '',
		idempotencyKey: input.idempotencyKey
	};
	const inserted = await unit.tx
		.insert(dispute)
		.values(values)
		.onConflictDoNothing({
			target: [dispute.organisationId, dispute.customerId, dispute.idempotencyKey]
		})
		.returning({ id: dispute.id });
	// Sent at the same moment about other invoices: whoever came first has the key.
	if (inserted.length === 0) await refuseSecond(unit, input);
}

export function detailOf(reason: Reason, { detail = '' }: Pick<OpenDispute, 'detail'>) {
	const field = reasonField(reason);
	const value = detail.trim();
	return field && value ? { field, value } : null;
}

/** `addedAt`: with an amendment. */
export const insertItems = (
	unit: Unit<OpeningScope>,
	customerId: string,
	disputeId: string,
	items: readonly ClaimedItem[],
	addedAt: Date | null = null
) =>
	unit.tx.insert(disputeItem).values(
		items.map(({ number: _number, ...item }) => ({
			...item,
			organisationId: unit.scope.organisationId,
			id: uuidv7(),
			customerId,
			disputeId,
			addedAt
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
