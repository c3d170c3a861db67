import { lineClaim, quantityMissing } from '$lib/domain/disputes/lines';
import type { LineFigureKind } from '$lib/domain/disputes/reason-field';
import type { RequestedOutcome } from '$lib/domain/disputes/schema';
import { money } from '$lib/domain/money';
import type { Language } from '$lib/i18n/language';
import { DECIMAL_SIGN, typedAmount } from '$lib/i18n/read-amount';
import type { KnownInvoice, KnownLine } from '../../new/claims';
import type { Typed } from '../../new/typed';

export interface SaidItem {
	invoiceId: string;
	invoiceLineId: string | null;
	claimedMinor: bigint;
	claimedQuantity: string | null;
	expectedUnitPriceMinor: bigint | null;
}

/** A case as it was said. */
export interface Said {
	items: readonly SaidItem[];
	reasonCode: string;
	requestedOutcome: RequestedOutcome;
	explanation: string;
	detail: string;
}

interface Offered {
	invoices: readonly KnownInvoice[];
	lines: readonly KnownLine[];
	reasons: readonly { code: string; lineFigure: LineFigureKind }[];
}

/** A case as its form would have been typed: sent as it is, it claims the very same. */
export function typedFrom(said: Said, offered: Offered, language: Language): Omit<Typed, 'key'> {
	const { reasonCode, requestedOutcome, explanation, detail, items } = said;
	return {
		invoices: [...new Set(items.map(({ invoiceId }) => invoiceId))],
		reason: reasonCode,
		...amountsFrom(said, offered, language),
		detail,
		outcome: requestedOutcome,
		explanation
	};
}

type Amounts = Pick<Typed, 'part' | 'amounts' | 'lines' | 'figures'>;

function amountsFrom(said: Said, offered: Offered, language: Language): Amounts {
	const byLine = linesFrom(said, offered, language);
	if (byLine) return { part: 'lines', amounts: {}, ...byLine };
	const amounts = sumsOf(said.items, offered.invoices);
	const isWhole = amounts.every(({ invoice, minor }) => minor >= invoice.freeMinor);
	return {
		part: isWhole ? 'whole' : 'part',
		amounts: Object.fromEntries(
			isWhole
				? []
				: amounts.map(({ invoice, minor }) => [
						invoice.id,
						typedAmount(money(minor, invoice.currency), language)
					])
		),
		lines: [],
		figures: {}
	};
}

/** What is claimed of each invoice, never more than may still be contested of it. */
const sumsOf = (items: readonly SaidItem[], invoices: readonly KnownInvoice[]) =>
	invoices
		.filter(({ id }) => items.some(({ invoiceId }) => invoiceId === id))
		.map((invoice) => {
			const sum = items
				.filter(({ invoiceId }) => invoiceId === invoice.id)
				.reduce((minor, { claimedMinor }) => minor + claimedMinor, 0n);
			return { invoice, minor: sum < invoice.freeMinor ? sum : invoice.freeMinor };
		});

/** Null unless every item is a line whose figure the form can show. */
function linesFrom(
	{ items, reasonCode }: Said,
	{ lines, invoices, reasons }: Offered,
	language: Language
): Pick<Typed, 'lines' | 'figures'> | null {
	const kind = reasons.find(({ code }) => code === reasonCode)?.lineFigure ?? 'amount';
	const figures: Record<string, string> = {};
	for (const item of items) {
		const line = lines.find(({ id }) => id === item.invoiceLineId);
		const currency = invoices.find(({ id }) => id === item.invoiceId)?.currency;
		const figure = line && currency ? figureFrom(item, line, kind, { currency, language }) : null;
		if (!line || figure === null) return null;
		figures[line.id] = figure;
	}
	return items.length ? { lines: Object.keys(figures), figures } : null;
}

/** As typed for this line; empty is the whole of it, null is none the form could show. */
function figureFrom(
	item: SaidItem,
	line: KnownLine,
	kind: LineFigureKind,
	{ currency, language }: { currency: string; language: Language }
): string | null {
	if (kind === 'received' && item.claimedQuantity !== null)
		// Billed less missing is received.
		return quantityMissing(line.quantity, item.claimedQuantity).replace(
			'.',
			DECIMAL_SIGN[language]
		);
	if (kind === 'expected' && item.expectedUnitPriceMinor !== null)
		return typedAmount(money(item.expectedUnitPriceMinor, currency), language);
	const whole = lineClaim(line, {});
	const isWhole = 'claimedMinor' in whole && item.claimedMinor === whole.claimedMinor;
	if (isWhole && item.claimedQuantity === null && item.expectedUnitPriceMinor === null) return '';
	return kind === 'amount' ? typedAmount(money(item.claimedMinor, currency), language) : null;
}
