import { addDays, isWorkingDay, type LocalDate } from '$lib/domain/calendar';
import { dueOn } from '$lib/domain/receivables/payment-terms';
import type { Article } from './creditor';
import type { DraftCustomer } from './customers';
import { instantAt } from './moments';
import type { Sketch } from './sketch';

export interface DraftLine {
	readonly id: string;
	readonly description: string;
	readonly quantity: number;
	readonly price: bigint;
	readonly total: bigint;
}

export interface DraftInvoice {
	readonly id: string;
	readonly customer: DraftCustomer;
	readonly number: string;
	readonly issuedOn: LocalDate;
	readonly dueOn: LocalDate;
	readonly total: bigint;
	readonly lines: readonly DraftLine[];
	/** Filled by the case about it and by its payments. */
	settled: bigint;
	dispute?: { active: boolean; openedOn: LocalDate; closedOn: LocalDate | null };
}

interface Planned {
	customer: DraftCustomer;
	issuedOn: LocalDate;
	dueOn: LocalDate;
}

/** Oldest first, so that numbers follow the days as the law asks. */
export function addInvoices(sketch: Sketch, customers: readonly DraftCustomer[]): DraftInvoice[] {
	const numbers = new Map<string, number>();
	return customers
		.flatMap((customer) =>
			customer.index === 0 ? heroInvoices(sketch, customer) : usualInvoices(sketch, customer)
		)
		.sort((a, b) => (a.issuedOn < b.issuedOn ? -1 : 1))
		.map((planned) => {
			const year = planned.issuedOn.slice(0, 4);
			numbers.set(year, (numbers.get(year) ?? 100) + sketch.random.int(1, 4));
			return addInvoice(sketch, planned, sketch.creditor.invoiceNumber(year, numbers.get(year)!));
		});
}

/** Days before the day of the demo on which the hero's invoices fall due: paid, late, disputed, and two soon. */
export const HERO_DUE = [-104, -47, -12, -4, 9, 12] as const;

const heroInvoices = (sketch: Sketch, customer: DraftCustomer): Planned[] =>
	HERO_DUE.map((days) => {
		const due = addDays(sketch.unit.today, days);
		return { customer, issuedOn: addDays(due, -30), dueOn: due };
	});

function usualInvoices(sketch: Sketch, customer: DraftCustomer): Planned[] {
	return Array.from({ length: sketch.random.int(4, 7) }, () => {
		// More of them lately: what is still open is what people look at.
		const daysAgo = 2 + Math.floor(345 * sketch.random.next() ** 1.5);
		const issuedOn = workedBefore(sketch, addDays(sketch.unit.today, -daysAgo));
		return { customer, issuedOn, dueOn: dueOn(issuedOn, customer.terms) ?? issuedOn };
	});
}

function workedBefore({ calendar }: Sketch, day: LocalDate): LocalDate {
	let found = day;
	while (!isWorkingDay(found, calendar)) found = addDays(found, -1);
	return found;
}

function addInvoice(
	sketch: Sketch,
	{ customer, issuedOn, dueOn: due }: Planned,
	number: string
): DraftInvoice {
	const drafts = linesOf(sketch);
	const total = drafts.reduce((sum, line) => sum + line.total, 0n);
	const id = sketch.add('invoice', {
		customerId: customer.id,
		number,
		issuedOn,
		dueOn: due,
		currency: sketch.creditor.currency,
		totalMinor: total,
		orderNumber: sketch.random.chance(0.85)
			? sketch.creditor.orderNumber(sketch.random.int(20_000, 29_999))
			: '',
		createdAt: instantAt(issuedOn, 18 * 60, sketch.unit.scope.timeZone)
	});
	const lines = drafts.map((line, index) => ({
		...line,
		id: addLine(sketch, customer.id, id, line, index + 1)
	}));
	return { id, customer, number, issuedOn, dueOn: due, total, lines, settled: 0n };
}

function linesOf({ creditor, random }: Sketch): Omit<DraftLine, 'id'>[] {
	const chosen = new Set<Article>();
	const count = random.int(3, 6);
	while (chosen.size < count) chosen.add(random.pick(creditor.articles));
	return [...chosen].map(([description, price, quantities]) => {
		const quantity = random.pick(quantities);
		return { description, quantity, price: BigInt(price), total: BigInt(price * quantity) };
	});
}

const addLine = (
	sketch: Sketch,
	customerId: string,
	invoiceId: string,
	line: Omit<DraftLine, 'id'>,
	position: number
): string =>
	sketch.add('invoiceLine', {
		customerId,
		invoiceId,
		position,
		description: line.description,
		quantity: String(line.quantity),
		unitPriceMinor: line.price,
		totalMinor: line.total
	});
