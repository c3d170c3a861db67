import type { Money } from '$lib/domain/money';
import { payeeOf } from '$lib/domain/receivables/transfer';
import { ukAccount } from '$lib/domain/receivables/uk-account';
import { formatInstant } from '$lib/i18n/format';
import { labelOf } from '$lib/i18n/labels';
import { m } from '$lib/i18n/paraglide/messages';
import { caseStepWords, saidStepWords, standingWords } from '$lib/i18n/statement-words';
import { XLSX_MIME, xlsxOf, type SheetOf } from '../xlsx/workbook';
import type { StatementFacts } from './facts';
import { fileName } from './file-name';

/** Real days and numbers, one sheet per kind of thing. */
export async function statementXlsx(facts: StatementFacts) {
	const content = await xlsxOf([
		invoices(facts),
		balances(facts),
		cases(facts),
		promises(facts),
		said(facts),
		about(facts)
	]);
	return { name: fileName(facts, 'xlsx'), mime: XLSX_MIME, content };
}

const column = (title: string, width = 16) => ({ title, width });
const currencyColumn = () => column(m.statement_currency(), 9);

const invoices = ({ accounts }: StatementFacts): SheetOf => ({
	name: m.statement_invoices(),
	columns: [
		column(m.statement_invoice(), 20),
		column(m.statement_issued()),
		column(m.statement_due()),
		currencyColumn(),
		column(m.statement_total()),
		column(m.statement_settled(), 20),
		column(m.statement_open()),
		column(m.statement_disputed_part()),
		column(m.statement_standing(), 40)
	],
	rows: accounts.flatMap(({ items, currency }) =>
		items.map((item) => [
			item.number,
			{ day: item.issuedOn },
			item.dueOn && { day: item.dueOn },
			currency,
			{ minor: item.totalMinor, currency },
			{ minor: item.totalMinor - item.openMinor, currency },
			{ minor: item.openMinor, currency },
			{ minor: item.disputedMinor, currency },
			standingWords(item)
		])
	)
});

const balances = ({ accounts }: StatementFacts): SheetOf => ({
	name: m.statement_balance(),
	columns: [
		currencyColumn(),
		column(m.statement_open()),
		column(m.statement_overdue()),
		column(m.statement_overdue_promised(), 20),
		column(m.statement_overdue_said_paid(), 26),
		column(m.statement_overdue_paused(), 26),
		column(m.statement_overdue_refused(), 26),
		column(m.statement_disputed_part()),
		column(m.statement_credit(), 26),
		column(m.statement_balance()),
		column(m.statement_asked(), 20)
	],
	rows: accounts.map((account) => [
		account.currency,
		...[account.open, account.overdue],
		...[account.overduePromised, account.overdueSaidPaid],
		...[account.overduePaused, account.overdueRefused],
		// As on the page: it is taken off.
		...[account.disputed, negated(account.credit), account.balance, account.asked]
	])
});

const negated = ({ minor, currency }: Money): Money => ({ minor: -minor, currency });

const cases = ({ cases: open }: StatementFacts): SheetOf => ({
	name: m.statement_cases(),
	columns: [
		column(m.statement_case(), 20),
		column(m.statement_opened()),
		column(m.statement_reason(), 36),
		column(m.statement_invoices(), 26),
		currencyColumn(),
		column(m.statement_claimed()),
		column(m.statement_step(), 36)
	],
	rows: open.flatMap((found) =>
		found.claimed.map((amount) => [
			found.reference,
			{ day: found.openedOn },
			labelOf(found.labels),
			found.invoices.join(', '),
			amount.currency,
			amount,
			caseStepWords(found)
		])
	)
});

const promises = ({ promises: made }: StatementFacts): SheetOf => ({
	name: m.statement_promises(),
	columns: [
		column(m.statement_invoice(), 20),
		column(m.statement_promised_on()),
		currencyColumn(),
		column(m.statement_promised_amount(), 20)
	],
	rows: made.map(({ number, on, amount }) => [number, { day: on }, amount.currency, amount])
});

const said = ({ said: payments }: StatementFacts): SheetOf => ({
	name: m.statement_said(),
	columns: [
		column(m.statement_invoices(), 26),
		column(m.statement_said_on()),
		currencyColumn(),
		column(m.statement_said_amount(), 20),
		column(m.statement_step(), 26)
	],
	rows: payments.map((payment) => [
		payment.numbers.join(', '),
		{ day: payment.paidOn },
		payment.amount.currency,
		payment.amount,
		saidStepWords(payment)
	])
});

/** A file that was saved or passed on still says whose account it is, of which day, and where to pay. */
const about = ({ creditor, customer, now, timeZone }: StatementFacts): SheetOf => ({
	name: m.statement_about(),
	columns: [column(m.statement_title(), 26), column('', 44)],
	rows: [
		[m.statement_from(), creditor.name],
		[m.statement_to(), customer.name],
		[m.statement_account({ code: customer.code }), ''],
		[m.statement_as_of({ at: formatInstant(now, timeZone) }), ''],
		...(creditor.iban
			? [
					[m.portal_bank_holder(), payeeOf(creditor)],
					...domestic(creditor.iban),
					['IBAN', creditor.iban]
				]
			: []),
		...(creditor.bic ? [['BIC', creditor.bic]] : []),
		[m.statement_reference({ code: customer.code }), '']
	]
});

/** Inside the country a transfer asks for these. */
function domestic(iban: string): [string, string][] {
	const british = ukAccount(iban);
	if (!british) return [];
	return [
		[m.portal_bank_sort_code(), british.sortCode],
		[m.portal_bank_account(), british.account]
	];
}
