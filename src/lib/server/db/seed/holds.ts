import { addDays, type LocalDate } from '$lib/domain/calendar';
import { IN_DISPUTE, PAYMENT_ANNOUNCED, type DraftCustomer } from './customers';
import type { DraftInvoice } from './invoices';
import { addClaim } from './said';
import { instantAt } from './moments';
import type { RowOf } from './rows';
import type { Sketch } from './sketch';

const WORDS = {
	fr: {
		inDispute: 'Contrat-cadre en renégociation, la direction commerciale suit le dossier'
	},
	en: {
		inDispute: 'Framework agreement being renegotiated, handled by the sales director'
	}
};

/** One customer wholly in dispute, one invoice whose payment its customer announced. */
export function addHolds(
	sketch: Sketch,
	customers: readonly DraftCustomer[],
	invoices: readonly DraftInvoice[]
): void {
	const words = WORDS[sketch.creditor.language];
	const since = (days: number) => addDays(sketch.unit.today, -days);
	addHold(sketch, since(6), {
		customerId: customers[IN_DISPUTE]!.id,
		kind: 'customer_in_dispute',
		reason: words.inDispute
	});
	const promised = invoices.find(
		(invoice) => invoice.customer.index >= PAYMENT_ANNOUNCED && isLate(invoice, sketch.unit.today)
	);
	if (promised) addClaim(sketch, promised);
}

export const isLate = (
	{ dueOn, settled, total, dispute }: DraftInvoice,
	today: LocalDate
): boolean => dueOn < today && settled < total && !dispute?.active;

function addHold(
	sketch: Sketch,
	on: LocalDate,
	hold: Pick<RowOf<'hold'>, 'customerId' | 'invoiceId' | 'kind' | 'reason' | 'untilOn'>
): void {
	const createdAt = instantAt(on, 11 * 60 + 20, sketch.unit.scope.timeZone);
	sketch.add('hold', { ...hold, createdAt, createdBy: sketch.colleagues.collector.name });
}
