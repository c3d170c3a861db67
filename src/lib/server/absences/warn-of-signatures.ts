import type { Absence } from '$lib/domain/disputes/absence';
import { AppError } from '$lib/domain/errors';
import { formatDay, formatList, formatMoney } from '$lib/i18n/format';
import { say } from '$lib/i18n/words';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { signaturesLeft, type SignatureLeft } from '../disputes/signatures-left';

/** A sentence names so many; the others are counted. */
const MOST_NAMED = 5;

/**
 * Told before it is saved: what waits for an approver is not signed by whoever stands in.
 * @throws substitute_signs_nothing, substitute_cannot_sign
 */
export async function warnOfSignatures(unit: Unit<DeskScope>, wanted: Absence): Promise<void> {
	const left = await signaturesLeft(unit, wanted);
	if (!left) return;
	const { away, substitute, signsNothing, waiting } = left;
	const code =
		signsNothing && waiting.length === 0 ? 'substitute_signs_nothing' : 'substitute_cannot_sign';
	const cases = waiting.slice(0, MOST_NAMED).map((one) => caseWords(one, wanted));
	const others = waiting.length - cases.length;
	const more = others > 0 ? [othersWords(others)] : [];
	throw new AppError(
		code,
		{ name: substitute, away, cases: formatList([...cases, ...more]) },
		'substituteId'
	);
}

const othersWords = (count: number): string =>
	say(count === 1 ? 'desk_absence_more_one' : 'desk_absence_more', { count });

function caseWords({ reference, amount, by }: SignatureLeft, { untilOn }: Absence): string {
	const about = { reference, amount: formatMoney(amount) };
	return by.length > 0
		? say('desk_absence_case_goes', { ...about, names: formatList(by) })
		: say('desk_absence_case_waits', { ...about, date: formatDay(untilOn) });
}
