import { HAND_TO_ADDRESS, handToIn } from './hand-to';
import type { AnswerDisputeInput } from './schema';

type Typed = AnswerDisputeInput;

/** Whether somebody else of the house is asked. */
export const asksColleague = ({ verdict, asks }: Pick<Typed, 'verdict' | 'asks'>): boolean =>
	verdict === 'need_information' && asks === 'colleague';

/**
 * A form sends the fields of every choice, those it hides too: of an answer only the fields of the choice that was
 * made count, so that nothing chosen before takes the place of what is said now.
 */
export const meantAnswer = (input: Typed): Typed => ({
	...input,
	acceptedMinor: input.verdict === 'partly' ? input.acceptedMinor : undefined,
	handTo: input.verdict === 'not_for_me' ? input.handTo : undefined,
	handOver: handOverIn(input),
	asks: input.verdict === 'need_information' ? input.asks : 'house',
	...colleagueIn(input)
});

/** An address only beside nobody of the list; a question whatever was chosen before it. */
function handOverIn({ verdict, handTo, handOver }: Typed): string {
	if (verdict === 'need_information') return handOver;
	const isTyped = !handTo || handTo === HAND_TO_ADDRESS;
	return verdict === 'not_for_me' && isTyped ? handOver : '';
}

function colleagueIn(input: Typed): Pick<Typed, 'askTo' | 'colleague'> {
	if (!asksColleague(input)) return { askTo: undefined, colleague: '' };
	const { askTo, colleague } = input;
	const isChosen = handToIn(askTo ?? '')?.kind === 'colleague';
	return { askTo, colleague: isChosen ? '' : colleague };
}
