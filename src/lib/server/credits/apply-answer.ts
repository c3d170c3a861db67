import { amountIn, type CreditAnswer, type RowAnswer } from '$lib/domain/credits/answers';
import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { log } from '../log';
import { failCredit } from './fail-credit';
import { postCredit } from './post-credit';
import { currencyOf } from './queries';

/** Opens the unit in which one row is carried out. */
type WithUnit = (work: (unit: Unit<DeskScope>) => Promise<void>) => Promise<void>;

/** One row of the file is carried out, or why it is not: one that cannot be read stops no other. */
export async function refusalOf(row: RowAnswer, within: WithUnit): Promise<AppError | null> {
	if ('problem' in row) return new AppError(row.problem);
	const { answer } = row;
	return within((unit) => apply(unit, answer)).then(
		() => null,
		(thrown: unknown) => {
			if (thrown instanceof AppError) return thrown;
			log('error', 'credits.answer_failed', { requestId: answer.requestId, error: String(thrown) });
			return new AppError('credit_row_failed');
		}
	);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const isRequestId = (text: string): boolean => UUID.test(text);

async function apply(unit: Unit<DeskScope>, answer: CreditAnswer): Promise<void> {
	const { requestId } = answer;
	if (!isRequestId(requestId)) throw new AppError('not_found');
	if (answer.kind === 'failed') return failCredit(unit, answer);
	const amountMinor = amountIn(answer.amount, await currencyOf(unit, requestId));
	if (amountMinor === null) throw new AppError('amount_invalid');
	await postCredit(unit, { requestId, number: answer.number, on: answer.on, amountMinor });
}
