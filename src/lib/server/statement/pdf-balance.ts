import type { CurrencyAccount } from '$lib/domain/statement/by-currency';
import type { Money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { freshPage } from '../pdf/ledger-table';
import { BOTTOM, INK, RIGHT, type Sheet } from '../pdf/sheet';
import type { StatementItem } from './facts';

const LABEL = 300;

/** The sums of one currency with what stands beside them; gives the y below. They are never parted from each other. */
export function drawBalance(
	sheet: Sheet,
	account: CurrencyAccount<StatementItem>,
	top: number,
	beside = { height: 0, draw: (_top: number): void => undefined }
): number {
	const lines = balanceLines(account);
	const height = Math.max(lines.length * 15 + 20, beside.height);
	const y = top - height < BOTTOM ? freshPage(sheet) : top;
	beside.draw(y);
	for (const [place, line] of lines.entries()) drawLine(sheet, line, y - place * 15);
	return y - height;
}

function drawLine(sheet: Sheet, { words, amount, isSum }: Line, y: number): void {
	const font = isSum ? sheet.fonts.bold : sheet.fonts.text;
	if (isSum) sheet.rule(y + 11, { from: LABEL, colour: INK, thickness: 0.8 });
	sheet.text(words, LABEL, y, { font });
	sheet.text(formatMoney(amount), RIGHT, y, { font, right: true });
}

interface Line {
	words: string;
	amount: Money;
	isSum?: boolean;
}

/** Without money received for no invoice yet, what is open is the balance: it is said once. */
function balanceLines({
	open,
	overdue,
	disputed,
	credit,
	balance
}: CurrencyAccount<StatementItem>): Line[] {
	const parts = [
		{ words: m.statement_overdue(), amount: overdue },
		{ words: m.statement_disputed_part(), amount: disputed }
	].filter(({ amount }) => amount.minor !== 0n);
	const sum = { words: m.statement_open(), amount: open };
	if (credit.minor === 0n) return [{ ...sum, isSum: true }, ...parts];
	return [
		...[sum, ...parts],
		{ words: m.statement_credit(), amount: { ...credit, minor: -credit.minor } },
		{ words: m.statement_balance(), amount: balance, isSum: true }
	];
}
