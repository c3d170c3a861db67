import { askedIn } from '$lib/domain/dunning/decision';
import type { MailFacts } from '../mails';
import { NO_DOOR } from '../sender';
import { speak, type Letter, type View } from './letter';

type Facts = MailFacts['dunning-notice'];

type Button = View['primary'];

/**
 * What the reader can do, the first one filled. A friendly reminder leads to the invoices first, a firm one
 * to paying; a formal notice offers no other date unless the policy says so. With one invoice every page opens with it chosen.
 */
export function dunningButtons(facts: Facts, letter: Letter) {
	const { pay, view, dispute, promise } = buttonsOf(facts, letter);
	const gentle = facts.tone === 'courtesy' || facts.tone === 'neutral';
	const inOrder: (Button | null)[] = [
		...(gentle ? [view, pay] : [pay, view]),
		dispute,
		facts.tone === 'formal' && !facts.mayPromise ? null : promise
	];
	const buttons = inOrder.filter((button) => button !== null);
	const open = hasDoor(facts, letter);
	return {
		primary: buttons[0] ?? view,
		others: open ? buttons.slice(1) : [],
		wrongPerson: open ? wrongPersonOf(letter) : null
	};
}

/** A trial shows the letter as it is; its links open nothing. */
export const hasDoor = (facts: Facts, letter: Letter): boolean =>
	facts.trial === true || letter.to.door !== NO_DOOR;

interface Buttons {
	view: Button;
	pay: Button | null;
	dispute: Button;
	promise: Button | null;
}

function buttonsOf(facts: Facts, letter: Letter): Buttons {
	const { words, page, totals } = speak(letter);
	const only = facts.items.length === 1 ? facts.items[0]! : null;
	const about = only ? `?invoice=${only.path.split('/').at(-1)}` : '';
	const asked = askedIn(facts).filter(({ minor }) => minor > 0n);
	const button = (label: string, path: string): Button => ({ label, href: page(path) });
	return {
		view: button(words(only ? 'dunning_view_one' : 'dunning_view'), only ? only.path : ''),
		pay:
			asked.length > 0
				? button(words('dunning_pay_amount', { amount: totals(asked) }), `/pay${about}`)
				: null,
		dispute: button(
			words(only ? 'dunning_dispute_one' : 'dunning_dispute'),
			`/disputes/new${about}`
		),
		promise: asked.length > 0 ? button(words('dunning_promise'), `/promise${about}`) : null
	};
}

const wrongPersonOf = (letter: Letter): Button => ({
	label: speak(letter).words('dunning_wrong_person'),
	href: speak(letter).page('/message?about=wrong_person')
});
