import { isAnybodyTold } from '$lib/components/disputes/told-today';
import { AppError } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import { amountIn, seenIn, type Door, type Words } from './case-action';

interface Asked {
	disputeId: string;
	/** Of what waits; empty where nothing does any more. */
	currency: string;
}

/** What an approver chose, each with a procedure of its own; returns what was done, by its name. */
export async function answerApproval(
	door: Door,
	{ disputeId, currency }: Asked,
	words: Words,
	language: Language
): Promise<string> {
	const { choice, requestId = '', note = '' } = words;
	const on = { disputeId, requestId, note, seen: seenIn(words) };
	if (choice === 'refuse') return door.refuseApproval(on).then(() => 'approvalRefused');
	if (choice === 'ask') return door.askBeforeApproval(on).then(() => 'approvalQuestion');
	const isReduced = choice === 'reduce';
	if (choice !== 'approve' && !isReduced) throw new AppError('required', {}, 'choice');
	const amountMinor = isReduced
		? amountIn(words.amount, currency, language, 'approvedMinor')
		: undefined;
	const { customerText = '' } = words;
	const isTextConfirmed = Boolean(words.textFits) && words.textFits === words.amount;
	const signature = { ...on, isReduced, amountMinor, customerText, isTextConfirmed };
	const { isGranted, told } = await door.signApproval(signature);
	if (!isGranted) return 'approvalNext';
	return isAnybodyTold(told) ? 'approvalGranted' : 'approvalUnsent';
}
