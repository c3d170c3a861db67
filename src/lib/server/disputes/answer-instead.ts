import { and, eq, gte, inArray, isNull } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { money } from '$lib/domain/money';
import { record } from '../audit/record';
import type { PortalScope } from '../auth/scope';
import { customerNameOf } from '../customers/portal-queries';
import type { Unit } from '../db/client';
import { hold, type HoldKind } from '../db/schema/customers';
import { putMail } from '../delivery/outbox';
import { lockInvoices, type OpenInvoice } from '../invoices/portal-queries';
import { organisationOf, reasonByCode, type Reason } from '../settings/queries';

export interface AnswerInstead {
	reasonCode: string;
	invoiceIds: readonly string[];
	/** Date and reference of the transfer, or whatever helps to find it. */
	explanation: string;
}

const HOLD_OF: Record<string, HoldKind> = { invoice_not_received: 'invoice_copy_sent' };

/**
 * "I have already paid it", "I never got it": an answer, not a dispute. The invoices rest for a few
 * days and somebody looks; said twice, it changes nothing.
 */
export async function answerInstead(
	unit: Unit<PortalScope>,
	input: AnswerInstead
): Promise<{ answer: true; untilOn: LocalDate }> {
	const reason = await reasonByCode(unit, input.reasonCode);
	if (reason.kind !== 'answer' || reason.archivedAt)
		throw new AppError('reason_required', {}, 'reasonCode');
	const invoices = await openOnes(unit, input.invoiceIds);
	const kind = HOLD_OF[reason.code] ?? 'payment_announced';
	const untilOn = addDays(unit.today, reason.answerHoldDays);
	const resting = await alreadyResting(unit, invoices, kind, untilOn);
	const fresh = invoices.filter(({ id }) => !resting.has(id));
	if (fresh.length) {
		await addHolds(unit, fresh, kind, untilOn, input.explanation.trim() || reason.labelFr);
		await tellStaff(unit, reason, fresh, input.explanation.trim());
	}
	return { answer: true, untilOn };
}

async function openOnes(unit: Unit<PortalScope>, ids: readonly string[]): Promise<OpenInvoice[]> {
	if (ids.length === 0) throw new AppError('invoice_required', {}, 'invoice');
	const invoices = await lockInvoices(unit, unit.scope.customerId, ids);
	if (invoices.length < new Set(ids).size) throw new AppError('not_found', {}, 'invoice');
	const settled = invoices.find(({ openMinor }) => openMinor === 0n);
	if (settled) throw new AppError('nothing_to_dispute', { number: settled.number }, 'invoice');
	return invoices;
}

async function alreadyResting(
	unit: Unit<PortalScope>,
	invoices: readonly OpenInvoice[],
	kind: HoldKind,
	untilOn: LocalDate
): Promise<Set<string | null>> {
	const rows = await unit.tx
		.select({ invoiceId: hold.invoiceId })
		.from(hold)
		.where(
			and(
				eq(hold.organisationId, unit.scope.organisationId),
				eq(hold.customerId, unit.scope.customerId),
				inArray(
					hold.invoiceId,
					invoices.map(({ id }) => id)
				),
				eq(hold.kind, kind),
				isNull(hold.releasedAt),
				gte(hold.untilOn, untilOn)
			)
		);
	return new Set(rows.map((row) => row.invoiceId));
}

async function addHolds(
	unit: Unit<PortalScope>,
	invoices: readonly OpenInvoice[],
	kind: HoldKind,
	untilOn: LocalDate,
	reason: string
): Promise<void> {
	const { organisationId, customerId, holder } = unit.scope;
	await unit.tx.insert(hold).values(
		invoices.map(({ id: invoiceId }) => ({
			organisationId,
			id: uuidv7(),
			customerId,
			invoiceId,
			kind,
			reason,
			untilOn,
			createdAt: unit.now,
			createdBy: holder.name || holder.email
		}))
	);
	for (const { id, number } of invoices)
		await record(
			unit,
			'hold.created',
			{ kind: 'invoice', id, customerId },
			{ number, kind, untilOn }
		);
}

/** One message per currency: two are never added. */
async function tellStaff(
	unit: Unit<PortalScope>,
	reason: Reason,
	invoices: readonly OpenInvoice[],
	explanation: string
): Promise<void> {
	const { email, name, language } = await organisationOf(unit);
	const { customerId } = unit.scope;
	const label = language === 'fr' ? reason.labelFr : reason.labelEn;
	for (const currency of new Set(invoices.map((invoice) => invoice.currency))) {
		const about = invoices.filter((invoice) => invoice.currency === currency);
		await putMail(unit, {
			mail: 'staff-alert',
			onceKey: `staff-alert:answer:${reason.code}:${unit.today}:${about.map(({ id }) => id).join('+')}`,
			to: { email, name, language },
			customerId,
			facts: {
				event: 'customer_replied',
				reference: about.map(({ number }) => number).join(', '),
				deskPath: `/customers/${customerId}`,
				customerName: await customerNameOf(unit, customerId),
				amount: money(
					about.reduce((sum, { openMinor }) => sum + openMinor, 0n),
					currency
				),
				text: [label, explanation].filter(Boolean).join('\n')
			}
		});
	}
}
