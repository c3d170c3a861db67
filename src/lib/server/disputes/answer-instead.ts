import type { Language } from '$lib/i18n/language';
import { labelOf } from '$lib/i18n/labels';
import { createHash } from 'node:crypto';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { money } from '$lib/domain/money';
import { refuseAboveOnce } from '$lib/domain/receivables/at-once';
import type { PortalScope } from '../auth/scope';
import { pauseUnlessSaid } from '../customers/pause-unless-said';
import { customerOf } from '../customers/portal-queries';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import type { OpenInvoice } from '../invoices/portal-queries';
import { lockInvoices } from '../invoices/lock-invoices';
import { organisationOf, reasonByCode } from '../settings/queries';

export interface AnswerInstead {
	reasonCode: string;
	invoiceIds: readonly string[];
	/** Whatever helps. */
	explanation: string;
	language: Language;
	/** Made with the form. */
	idempotencyKey?: string | undefined;
}

/**
 * "I never got it": an answer, not a dispute. The copy leaves by mail, the invoices rest for a few days and
 * somebody hears of it; said again, the copy leaves again and nothing rests longer. That it is paid is said
 * to payments, where somebody looks at the bank.
 */
export async function answerInstead(
	unit: Unit<PortalScope>,
	input: AnswerInstead
): Promise<{ answer: true; untilOn: LocalDate | null }> {
	const reason = await reasonByCode(unit, input.reasonCode);
	if (reason.kind !== 'answer' || reason.archivedAt || reason.code === 'already_paid')
		throw new AppError('reason_required', {}, 'reasonCode');
	const invoices = await openOnes(unit, input.invoiceIds);
	const explanation = input.explanation.trim();
	const organisation = await organisationOf(unit);
	const label = labelOf(reason.labels, organisation.language);
	const untilOn = addDays(unit.today, reason.answerHoldDays);
	const resting = await pauseUnlessSaid(unit, invoices, {
		kind: 'invoice_copy_sent',
		untilOn,
		reason: explanation || label
	});
	await tellStaff(unit, organisation, invoices, {
		text: explanation,
		key: input.idempotencyKey
	});
	await sendCopies(unit, invoices, { ...input, untilOn: resting.length > 0 ? untilOn : null });
	return { answer: true, untilOn: resting.length > 0 ? untilOn : null };
}

async function openOnes(unit: Unit<PortalScope>, ids: readonly string[]): Promise<OpenInvoice[]> {
	refuseAboveOnce(ids);
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

/** The way to the copy, to whoever said so; of one invoice to its PDF itself. */
async function sendCopies(
	unit: Unit<PortalScope>,
	invoices: readonly OpenInvoice[],
	{ language, idempotencyKey, untilOn }: AnswerInstead & { untilOn: LocalDate | null }
): Promise<void> {
	const { customerId, holder } = unit.scope;
	const [first, ...others] = invoices;
	await putMail(unit, {
		mail: 'account-update',
		onceKey: `account-update:copy:${idempotencyKey ?? unit.today}:${digestOf(invoices.map(({ id }) => id))}:${holder.email}`,
		to: { email: holder.email, name: holder.name, language },
		customerId,
		link: { kind: 'portal', contactId: holder.contactId },
		facts: {
			event: others.length > 0 ? 'copies_sent' : 'copy_sent',
			path: others.length > 0 ? '' : `/invoices/${first!.id}/pdf`,
			amounts: [],
			numbers: invoices.map(({ number }) => number).join(', '),
			text: '',
			...(untilOn && { on: untilOn })
		}
	});
}

interface Said {
	text: string;
	/** Of the form: sent again after midnight, it is the same message. */
	key: string | undefined;
}

/** One message per currency: two are never added. */
async function tellStaff(
	unit: Unit<PortalScope>,
	{ email, name, language }: Awaited<ReturnType<typeof organisationOf>>,
	invoices: readonly OpenInvoice[],
	{ text, key }: Said
): Promise<void> {
	const { customerId } = unit.scope;
	const customer = await customerOf(unit, customerId);
	for (const currency of new Set(invoices.map((invoice) => invoice.currency))) {
		const about = invoices.filter((invoice) => invoice.currency === currency);
		await putMail(unit, {
			mail: 'staff-alert',
			onceKey: `staff-alert:copy:${key ?? unit.today}:${digestOf([text, ...about.map(({ id }) => id)])}`,
			to: { email, name, language },
			customerId,
			facts: {
				event: 'copy_asked',
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
