import type { CurrencyAccount } from '$lib/domain/statement/by-currency';
import { formatMoney } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { freshPage } from '../pdf/ledger-table';
import { BOTTOM, INK, RIGHT, type Sheet } from '../pdf/sheet';
import type { StatementItem } from './facts';

const LABEL = 300;

/** The sums of one currency; gives the y below. They are never parted from each other. */
export function drawBalance(
	sheet: Sheet,
	account: CurrencyAccount<StatementItem>,
	top: number
): number {
	const lines = balanceLines(account);
	let y = top - lines.length * 15 - 20 < BOTTOM ? freshPage(sheet) : top;
	for (const [words, amount] of lines) {
		const font = amount === account.balance ? sheet.fonts.bold : sheet.fonts.text;
		if (amount === account.balance)
			sheet.rule(y + 11, { from: LABEL, colour: INK, thickness: 0.8 });
		sheet.text(words, LABEL, y, { font });
		sheet.text(formatMoney(amount), RIGHT, y, { font, right: true });
		y -= 15;
	}
	return y - 20;
}

function balanceLines({
	open,
	overdue,
	disputed,
	credit,
	balance
}: CurrencyAccount<StatementItem>) {
	const lines = [
		[m.statement_open(), open],
		[m.statement_overdue(), overdue],
		[m.statement_disputed_part(), disputed],
		[m.statement_credit(), { ...credit, minor: -credit.minor }]
	] as const;
	const told = lines.filter(([, amount]) => amount === open || amount.minor !== 0n);
	return [...told, [m.statement_balance(), balance] as const];
}
