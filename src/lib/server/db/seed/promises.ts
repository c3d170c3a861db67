import { and, eq } from 'drizzle-orm';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { createLink } from '../../auth/links';
import { promise } from '../schema/promises';
import { DIRECT_DEBIT, IN_DISPUTE, PAYMENT_ANNOUNCED } from './customers';
import { isLate } from './holds';
import type { DraftInvoice } from './invoices';
import { instantAt } from './moments';
import type { RowOf } from './rows';
import type { Sketch } from './sketch';

const WORDS = {
	fr: {
		open: 'Règlement annoncé avec la paie de fin de mois',
		kept: 'Virement promis par la comptable',
		broken: 'Le gérant attendait un encaissement',
		far: 'Demande un délai, trésorerie tendue'
	},
	en: {
		open: 'Payment announced with the month-end run',
		kept: 'Transfer promised by the accountant',
		broken: 'The owner was waiting for a payment',
		far: 'Asks for more time, cash is short'
	}
};

/** One promise of each kind: waited for, kept, broken, and one so far away that somebody decides. */
export function addPromises(sketch: Sketch, invoices: readonly DraftInvoice[]): void {
	const words = WORDS[sketch.creditor.language];
	const { today } = sketch.unit;
	const day = (days: number) => addDays(today, days);
	addKept(sketch, invoices, words.kept);
	const late = lateOnes(sketch, invoices);
	const broken = late.find(({ dueOn }) => dueOn < day(-20));
	const [open, far] = late.filter(({ customer }) => customer !== broken?.customer);
	if (open) add(sketch, open, { madeOn: day(-1), dueOn: day(6), note: words.open });
	if (broken) add(sketch, broken, { madeOn: day(-18), dueOn: day(-9), note: words.broken });
	if (far)
		add(sketch, far, {
			...{ madeOn: day(-1), dueOn: day(50), note: words.far, beyond: ['too_far'] },
			madeBy: far.customer.contacts[0]?.name
		});
}

/** Whoever asked did so through a link of his own: the answer is mailed to him. Once the rows are written. */
export async function linkPromises({ unit, rows, creditor }: Sketch): Promise<void> {
	for (const { id, customerId, source } of rows.promise) {
		const holder = rows.contact.find((contact) => contact.customerId === customerId);
		if (source !== 'portal' || !holder?.email) continue;
		const linkId = await createLink(unit, {
			...{ kind: 'portal', customerId, contactId: holder.id, disputeId: null },
			...{ holderName: holder.name, holderEmail: holder.email, language: creditor.language }
		});
		await unit.tx
			.update(promise)
			.set({ linkId })
			.where(and(eq(promise.organisationId, unit.scope.organisationId), eq(promise.id, id!)));
	}
}

/** Of different customers whom no other story of the demo is about. */
function lateOnes({ unit }: Sketch, invoices: readonly DraftInvoice[]): DraftInvoice[] {
	const told = [0, DIRECT_DEBIT, IN_DISPUTE];
	const late = [...invoices]
		.filter(
			(invoice) =>
				isLate(invoice, unit.today) &&
				invoice.settled === 0n &&
				!told.includes(invoice.customer.index) &&
				invoice.customer.index !== PAYMENT_ANNOUNCED
		)
		.sort((a, b) => b.customer.index - a.customer.index || (a.dueOn < b.dueOn ? 1 : -1));
	return [...new Map(late.map((invoice) => [invoice.customer.id, invoice])).values()];
}

/** Paid in one go, some days after it was promised. */
function addKept(sketch: Sketch, invoices: readonly DraftInvoice[], note: string): void {
	const from = addDays(sketch.unit.today, -60);
	const whole = sketch.rows.allocation.find(({ invoiceId, amountMinor, allocatedOn }) => {
		const invoice = invoices.find(({ id }) => id === invoiceId);
		return (
			invoice &&
			invoice.customer.index > 0 &&
			amountMinor === invoice.total &&
			allocatedOn > from &&
			allocatedOn > addDays(invoice.dueOn, 5)
		);
	});
	const invoice = invoices.find(({ id }) => id === whole?.invoiceId);
	if (invoice && whole)
		add(sketch, invoice, {
			madeOn: addDays(whole.allocatedOn, -5),
			dueOn: addDays(whole.allocatedOn, 1),
			note
		});
}

interface Made {
	madeOn: LocalDate;
	dueOn: LocalDate;
	note: string;
	beyond?: string[];
	/** Through the customer's own link; missing = heard by a colleague. */
	madeBy?: string | undefined;
}

function add(
	sketch: Sketch,
	invoice: DraftInvoice,
	{ madeOn, dueOn, note, beyond = [], madeBy }: Made
) {
	const customerId = invoice.customer.id;
	const made: Omit<RowOf<'promise'>, 'organisationId' | 'id'> = {
		customerId,
		dueOn,
		note,
		source: madeBy ? 'portal' : 'phone',
		madeByKind: madeBy ? 'customer' : 'staff',
		madeByName: madeBy ?? sketch.colleagues.collector.name,
		madeAt: instantAt(madeOn, 10 * 60 + 40, sketch.unit.scope.timeZone),
		madeOn,
		beyond,
		idempotencyKey: `demo-${invoice.number}`
	};
	const promiseId = sketch.add('promise', made);
	sketch.add('promiseItem', {
		customerId,
		promiseId,
		invoiceId: invoice.id,
		currency: sketch.creditor.currency,
		amountMinor: invoice.total,
		settledBeforeMinor: 0n
	});
}
