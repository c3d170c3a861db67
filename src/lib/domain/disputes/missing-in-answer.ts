import { AppError } from '../errors';
import { HAND_TO_ADDRESS } from './hand-to';
import { asksColleague } from './meant-answer';
import type { AnswerDisputeInput } from './schema';

type Given = Pick<
	AnswerDisputeInput,
	'verdict' | 'explanation' | 'handOver' | 'handTo' | 'asks' | 'askTo' | 'colleague'
>;

/** Which words an answer lacks, in the order of its form. Only the fields of the choice that was made count (meant-answer.ts). */
export function missingInAnswer(given: Given): AppError[] {
	const { verdict, explanation, handOver, handTo, askTo, colleague } = given;
	const isChosen = verdict === 'not_for_me' && Boolean(handTo) && handTo !== HAND_TO_ADDRESS;
	const missing: AppError[] = [];
	if (NAMES.has(verdict) && !handOver.trim() && !isChosen)
		missing.push(new AppError('required', {}, 'handOver'));
	if (asksColleague(given) && !colleague && !askTo)
		missing.push(new AppError('required', {}, 'colleague'));
	if (verdict === 'customer_wrong' && !explanation.trim())
		missing.push(new AppError('explanation_required', {}, 'explanation'));
	return missing;
}

/** Somebody else, or what is missing. */
const NAMES: ReadonlySet<string> = new Set(['not_for_me', 'need_information']);
