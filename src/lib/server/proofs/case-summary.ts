import { saidReason } from '$lib/domain/disputes/amendment';
import { labelOf } from '$lib/i18n/labels';
import type { Asked } from './asked';
import { jsonFile } from './entry';
import { isoInstant } from './iso-instant';

/** What the case is about as it stands, amounts in minor units of their currency. */
export function caseSummary({ facts: { about, record }, scope, language }: Asked): string {
	const { dispute, reason, customer } = about;
	const said = saidReason(dispute, record.amendments);
	return jsonFile({
		reference: dispute.reference,
		customer,
		status: dispute.status,
		reason: { code: reason.code, label: labelOf(reason.labels, language) },
		/** The one its customer gave himself, where the house files it under another. */
		saidReason: said && labelOf(said, language),
		requestedOutcome: dispute.requestedOutcome,
		source: dispute.source,
		explanation: dispute.explanation,
		detail: dispute.detail,
		raisedBy: raisedBy(dispute),
		openedAt: isoInstant(dispute.openedAt, scope.timeZone),
		answerDueOn: dispute.answerDueOn,
		items: about.items.map(
			({ id: _id, invoiceId: _invoice, invoiceLineId: _line, ...item }) => item
		),
		// Why the house put a reason right is among the internal words.
		amendments: record.amendments.map(({ id: _id, note: _note, at, ...amendment }) => ({
			at: isoInstant(at, scope.timeZone),
			...amendment
		}))
	});
}

/** Nobody at the customer, where a colleague set it. */
const raisedBy = ({ source, ...raised }: Asked['facts']['about']['dispute']) =>
	source === 'desk' ? null : { name: raised.raisedByName, email: raised.raisedByEmail };
