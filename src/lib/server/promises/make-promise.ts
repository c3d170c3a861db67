import type { LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import type { PromisedAmount } from '$lib/domain/promises/plan';
import type { BeyondReason } from '$lib/domain/promises/policy';
import { refuseAboveOnce } from '$lib/domain/receivables/at-once';
import type { InsideScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import type { FreeInvoice } from './free-invoices';
import { makePlan } from './make-plan';
import { preparePromise } from './promise-hook';
import { tellDeciders } from './tell-deciders';

export interface NewPromise {
	customerId: string;
	items: readonly { invoiceId: string; amountMinor: bigint }[];
	/** Last day of the promise. */
	dueOn: LocalDate;
	note: string;
	/** How a colleague heard it. */
	source: 'phone' | 'email' | 'post';
	/** Made with the form: sending it twice makes one promise. */
	idempotencyKey: string;
}

/** Written down by a colleague who heard it: he may note more than the customer himself could ask for. */
export async function makePromise(
	unit: Unit<InsideScope>,
	input: NewPromise
): Promise<{ promiseId: string; beyond: BeyondReason[] }> {
	refuseAboveOnce(input.items);
	await customerById(unit, input.customerId);
	const tellWhoWaits = await preparePromise(unit, input.customerId);
	const { promiseId, beyond, known } = await makePlan(unit, {
		...input,
		days: [input.dueOn],
		itemsOf: (invoices) => {
			const items = asked(invoices, input);
			if (input.dueOn < unit.today) throw new AppError('date_in_past', {}, 'dueOn');
			return items;
		},
		content: [input.items, input.dueOn]
	});
	if (!known) await tellWhoWaits();
	if (!known && beyond.length > 0) await tellDeciders(unit, promiseId);
	return { promiseId, beyond };
}

function asked(invoices: readonly FreeInvoice[], { items }: NewPromise): PromisedAmount[] {
	if (items.length === 0) throw new AppError('invoice_required', {}, 'items');
	const open = new Map(invoices.map(({ invoice }) => [invoice.id, invoice]));
	return items.map(({ invoiceId, amountMinor }) => {
		const invoice = open.get(invoiceId);
		if (!invoice) throw new AppError('not_found', {}, 'items');
		if (amountMinor <= 0n) throw new AppError('amount_not_positive', {}, 'items');
		if (amountMinor > invoice.openMinor)
			throw new AppError('promise_above_open', { number: invoice.number }, 'items');
		return { invoiceId, amountMinor, currency: invoice.currency };
	});
}
