import type { Money } from '$lib/domain/money';
import type { CurrencyAccount } from '$lib/domain/statement/by-currency';
import { m } from './paraglide/messages';

export interface StatementSum {
	words: string;
	amount: Money;
	/** A line is drawn above it. */
	isSum?: boolean;
}

/** The sums of one currency as a person reads them, on the screen and on paper: what is zero is not said. */
export function statementSums(account: CurrencyAccount<unknown>): StatementSum[] {
	const { open, overdue, disputed, credit, balance, asked } = account;
	const parts = [
		{ words: m.statement_overdue(), amount: overdue },
		...notAskedFor(account),
		{ words: m.statement_disputed_part(), amount: disputed }
	].filter(({ amount }) => amount.minor !== 0n);
	const now =
		asked.minor === overdue.minor
			? []
			: [{ words: m.statement_asked(), amount: asked, isSum: true }];
	const sum = { words: m.statement_open(), amount: open };
	// Without money received for no invoice yet, what is open is the balance: it is said once.
	if (credit.minor === 0n) return [{ ...sum, isSum: true }, ...parts, ...now];
	return [
		...[sum, ...parts],
		{ words: m.statement_credit(), amount: { ...credit, minor: -credit.minor } },
		{ words: m.statement_balance(), amount: balance, isSum: true },
		...now
	];
}

/** Why less is asked for than is overdue. */
const notAskedFor = (account: CurrencyAccount<unknown>): StatementSum[] => [
	{ words: m.statement_overdue_promised(), amount: account.overduePromised },
	{ words: m.statement_overdue_said_paid(), amount: account.overdueSaidPaid },
	{ words: m.statement_overdue_paused(), amount: account.overduePaused },
	{ words: m.statement_overdue_refused(), amount: account.overdueRefused }
];
