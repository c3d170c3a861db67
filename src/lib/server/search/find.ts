import { can, type Action } from '$lib/domain/access';
import { wordsIn } from '$lib/domain/search/marked';
import type { DeskScope } from '../auth/scope';
import { customersNamedLike } from '../customers/named-like';
import type { Unit } from '../db/client';
import { casesSaying } from '../disputes/cases-saying';
import { invoicesNumberedLike } from '../invoices/numbered-like';

/** Of each kind; one more is looked for, to say that there are others. */
const MOST = 8;
/** Whoever pastes a whole mail looks for its first words. */
const MOST_WORDS = 8;

/** Customers, invoices and cases that a text names, of those that whoever looks may read. */
export async function findAll(unit: Unit<DeskScope>, text: string) {
	const words = wordsIn(text).slice(0, MOST_WORDS);
	const of = async <Row>(action: Action, look: (most: number) => Promise<Row[]>) =>
		words.length > 0 && can(unit.scope.user.role, action) ? firstOf(await look(MOST + 1)) : NONE;
	return {
		customers: await of('customers.read', (most) => customersNamedLike(unit, words, most)),
		invoices: await of('invoices.read', (most) => invoicesNumberedLike(unit, text, most)),
		disputes: await of('disputes.read', (most) => casesSaying(unit, text, most))
	};
}

const NONE = { rows: [], isMore: false };

const firstOf = <Row>(rows: readonly Row[]) => ({
	rows: rows.slice(0, MOST),
	isMore: rows.length > MOST
});
