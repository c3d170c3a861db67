import { daysBetween, type LocalDate } from '$lib/domain/calendar';
import { saidItems } from '$lib/domain/dunning/asked';
import type { DecisionItem } from '$lib/domain/dunning/decision';
import type { StepDefinition } from '$lib/domain/dunning/scenario';
import { totals } from '$lib/domain/money';
import { toJson } from '../../dunning/decision-json';
import type { NoticeContent } from '../../dunning/notice-content';
import type { DraftInvoice } from './invoices';
import { instantAt } from './moments';
import type { Sketch } from './sketch';

export interface PastNotice {
	readonly on: LocalDate;
	readonly definition: StepDefinition;
	readonly about: DraftInvoice;
	readonly open: readonly DraftInvoice[];
}

export function addNotice(sketch: Sketch, past: PastNotice, runId: string): void {
	const { on, definition, about } = past;
	const at = instantAt(on, 8 * 60 + 5, sketch.unit.scope.timeZone);
	const contact = contactOf(about);
	const content = contentOf(sketch, past);
	const isMail = definition.channel === 'email';
	const noticeId = sketch.add('notice', {
		customerId: about.customer.id,
		contactId: contact.id,
		leaderInvoiceId: about.id,
		stepKey: definition.key,
		stepId: definition.id,
		runId,
		channel: definition.channel,
		status: isMail ? 'sent' : 'done',
		content: toJson(content),
		plannedAt: at,
		plannedOn: on,
		closedAt: new Date(at.getTime() + 60_000),
		closedOn: on
	});
	if (isLetter(definition)) sketch.letters.push({ noticeId, ...past, content, at });
	if (isMail)
		sketch.mails.push({
			mail: 'dunning-notice',
			facts: mailFacts(content, definition),
			noticeId,
			customerId: about.customer.id,
			to: contact,
			at,
			link: { kind: 'portal', contactId: contact.id }
		});
}

const isLetter = ({ channel }: StepDefinition): boolean =>
	channel === 'letter' || channel === 'registered_letter';

const contactOf = ({ customer }: DraftInvoice) =>
	customer.contacts.find(({ bounced }) => !bounced)!;

function contentOf(sketch: Sketch, { on, definition, about, open }: PastNotice): NoticeContent {
	const contact = contactOf(about);
	const { currency } = sketch.creditor;
	const items = saidItems(
		open.map((invoice) => itemOf(invoice, on, currency)),
		definition.tone
	);
	const amountsOf = (some: readonly DecisionItem[]) =>
		totals(some.map(({ collectibleMinor: minor }) => ({ minor, currency })));
	return {
		on,
		stepName: definition.name,
		tone: definition.tone,
		customerName: about.customer.name,
		contactName: contact.name,
		contactEmail: contact.email,
		contactPhone: '',
		language: sketch.creditor.language,
		leaderNumber: about.number,
		items,
		collectible: amountsOf(items),
		overdue: amountsOf(items.filter(({ state }) => state === 'overdue')),
		disputed: [],
		reasons: []
	};
}

function itemOf(
	{ id, number, dueOn, total, settled }: DraftInvoice,
	on: LocalDate,
	currency: string
): DecisionItem {
	const daysLate = daysBetween(dueOn, on);
	const state = daysLate > 0 ? 'overdue' : 'due_soon';
	// What a credit note took off was asked of nobody; an invoice paid since was asked for in full.
	const asked = settled < total ? total - settled : total;
	return {
		invoiceId: id,
		number,
		dueOn,
		currency,
		totalMinor: total,
		openMinor: asked,
		disputedMinor: 0n,
		collectibleMinor: asked,
		state,
		daysLate,
		disputes: []
	};
}

const mailFacts = (
	{ customerName, contactName, tone, items, collectible, overdue }: NoticeContent,
	{ key }: StepDefinition
) => ({
	customerName,
	contactName,
	stepKey: key,
	tone,
	items: items.map(({ number, invoiceId, dueOn, daysLate, state, openMinor: minor, currency }) => ({
		number,
		path: `/invoices/${invoiceId}`,
		dueOn,
		daysLate,
		state,
		open: { minor, currency },
		collectible: { minor, currency },
		disputed: { minor: 0n, currency },
		disputes: []
	})),
	collectible: [...collectible],
	overdue: [...overdue],
	disputed: []
});
