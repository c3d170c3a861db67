import { money } from '$lib/domain/money';
import type { CurrencyAccount } from '$lib/domain/statement/by-currency';
import { formatDay, formatMoney, formatTotals } from '$lib/i18n/format';
import { labelOf } from '$lib/i18n/labels';
import { m } from '$lib/i18n/paraglide/messages';
import { caseStepWords, saidStepWords, standingWords } from '$lib/i18n/statement-words';
import type { Ledger } from '../pdf/ledger-table';
import type { StatementFacts, StatementItem } from './facts';

export const invoicesLedger = ({ currency, items }: CurrencyAccount<StatementItem>): Ledger => ({
	title: m.statement_invoices_in({ currency }),
	columns: [
		{ title: m.statement_invoice(), width: 92 },
		{ title: m.statement_issued(), width: 66 },
		{ title: m.statement_due(), width: 66 },
		{ title: m.statement_standing(), width: 125 },
		{ title: m.statement_total(), width: 70, right: true },
		{ title: m.statement_open(), width: 68, right: true }
	],
	rows: items.map((item) => [
		item.number,
		formatDay(item.issuedOn),
		item.dueOn ? formatDay(item.dueOn) : '–',
		standingWords(item),
		formatMoney(money(item.totalMinor, currency)),
		formatMoney(money(item.openMinor, currency))
	])
});

export const casesLedger = ({ cases }: StatementFacts): Ledger => ({
	title: m.statement_cases(),
	columns: [
		{ title: m.statement_case(), width: 80 },
		{ title: m.statement_opened(), width: 62 },
		{ title: m.statement_reason(), width: 105 },
		{ title: m.statement_invoices(), width: 82 },
		{ title: m.statement_step(), width: 90 },
		{ title: m.statement_claimed(), width: 68, right: true }
	],
	rows: cases.map((found) => [
		found.reference,
		formatDay(found.openedOn),
		labelOf(found.labels),
		found.invoices.join(', '),
		caseStepWords(found),
		formatTotals(found.claimed)
	])
});

export const promisesLedger = ({ promises }: StatementFacts): Ledger => ({
	title: m.statement_promises(),
	columns: [
		{ title: m.statement_invoice(), width: 200 },
		{ title: m.statement_promised_on(), width: 150 },
		{ title: m.statement_promised_amount(), width: 137, right: true }
	],
	rows: promises.map(({ number, on, amount }) => [number, formatDay(on), formatMoney(amount)])
});

export const saidLedger = ({ said }: StatementFacts): Ledger => ({
	title: m.statement_said(),
	columns: [
		{ title: m.statement_invoices(), width: 150 },
		{ title: m.statement_said_on(), width: 90 },
		{ title: m.statement_step(), width: 150 },
		{ title: m.statement_said_amount(), width: 97, right: true }
	],
	rows: said.map((payment) => [
		payment.numbers.join(', '),
		formatDay(payment.paidOn),
		saidStepWords(payment),
		formatMoney(payment.amount)
	])
});
