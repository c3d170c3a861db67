import { createHash } from 'node:crypto';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { money } from '$lib/domain/money';
import type { PortalScope } from '../auth/scope';
import { pauseInvoices } from '../customers/pause-invoices';
import { customerOf, pausesSince } from '../customers/portal-queries';
import type { Hold } from '../customers/queries';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import type { OpenInvoice } from '../invoices/portal-queries';
import { lockInvoices } from '../invoices/lock-invoices';
import { organisationOf, reasonByCode } from '../settings/queries';

export interface AnswerInstead {
	reasonCode: string;
	invoiceIds: readonly string[];
	/** Date and reference of the transfer, or whatever helps to find it. */
	explanation: string;
}

type HoldKind = Hold['kind'];
const HOLD_OF: Record<string, HoldKind> = { invoice_not_received: 'invoice_copy_sent' };

/** Said again within this time, it pauses nothing more: nobody puts a debt off by repeating himself. */
const SAID_ONCE_DAYS = 30;

/**
 * "I have already paid it", "I never got it": an answer, not a dispute. The invoices rest for a few
 * days and somebody looks; said again, only somebody looks.
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
	const explanation = input.explanation.trim();
	const organisation = await organisationOf(unit);
	const label = organisation.language === 'fr' ? reason.labelFr : reason.labelEn;
	const untilOn = addDays(unit.today, reason.answerHoldDays);
	const said = await saidLately(unit, invoices, kind);
	const fresh = invoices.filter(({ id }) => !said.has(id));
	if (fresh.length)
		await pauseInvoices(unit, fresh, { kind, untilOn, reason: explanation || label });
	await tellStaff(unit, organisation, invoices, {
		code: reason.code,
		text: [label, explanation].filter(Boolean).join('\n')
	});
	return { answer: true, untilOn: fresh.length ? untilOn : latest(said.values(), untilOn) };
}

const latest = (days: Iterable<LocalDate>, otherwise: LocalDate): LocalDate =>
	[...days].sort().at(-1) ?? otherwise;

async function openOnes(unit: Unit<PortalScope>, ids: readonly string[]): Promise<OpenInvoice[]> {
	if (ids.length === 0) throw new AppError('invoice_required', {}, 'invoice');
	const invoices = await lockInvoices(unit, {
		customerId: unit.scope.customerId,
		invoiceIds: ids
	});
	if (invoices.length < new Set(ids).size) throw new AppError('not_found', {}, 'invoice');
	const settled = invoices.find(({ openMinor }) => openMinor === 0n);
	if (settled) throw new AppError('nothing_to_dispute', { number: settled.number }, 'invoice');
	return invoices;
}

/** Invoices about which the customer said the same within the last weeks, with the last day of that pause. */
async function saidLately(
	unit: Unit<PortalScope>,
	invoices: readonly OpenInvoice[],
	kind: HoldKind
): Promise<Map<string | null, LocalDate>> {
	const pauses = await pausesSince(unit, {
		invoiceIds: invoices.map(({ id }) => id),
		kind,
		since: daysBefore(unit.now, SAID_ONCE_DAYS)
	});
	return new Map(pauses.map(({ invoiceId, untilOn }) => [invoiceId, untilOn ?? unit.today]));
}

const daysBefore = (at: Date, days: number): Date => new Date(at.getTime() - days * 86_400_000);

interface Said {
	code: string;
	text: string;
}

/** One message per currency: two are never added. */
async function tellStaff(
	unit: Unit<PortalScope>,
	{ email, name, language }: Awaited<ReturnType<typeof organisationOf>>,
	invoices: readonly OpenInvoice[],
	{ code, text }: Said
): Promise<void> {
	const { customerId } = unit.scope;
	const customer = await customerOf(unit, customerId);
	for (const currency of new Set(invoices.map((invoice) => invoice.currency))) {
		const about = invoices.filter((invoice) => invoice.currency === currency);
		await putMail(unit, {
			mail: 'staff-alert',
			onceKey: `staff-alert:answer:${code}:${unit.today}:${digestOf([text, ...about.map(({ id }) => id)])}`,
			to: { email, name, language },
			customerId,
			facts: {
				event: 'customer_replied',
				reference: about.map(({ number }) => number).join(', '),
				deskPath: `/customers/${encodeURIComponent(customer.code)}`,
				customerName: customer.name,
				amount: money(
					about.reduce((sum, { openMinor }) => sum + openMinor, 0n),
					currency
				),
				text
			}
		});
	}
}

/** A form sent twice is one message; other words are another one. */
const digestOf = (parts: readonly string[]): string =>
	createHash('sha256').update(parts.join('\n')).digest('hex');
