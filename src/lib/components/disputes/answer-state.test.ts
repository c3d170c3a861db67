import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import { money } from '$lib/domain/money';
import AnswerState from './AnswerState.svelte';

const handedTo = (now: string | null): string =>
	render(AnswerState, {
		props: {
			about: {
				...{ status: now ? 'assigned' : 'in_progress', claimed: money(100n, 'EUR') },
				...{ askedBy: 'Claire', canAnswer: false, now, timeZone: 'UTC', answers: [] },
				decision: null
			},
			...{ verdict: 'not_for_me', email: 'paul@example.com', waiting: [] }
		}
	}).body;

it('says to whoever hands a question on who is asked now', () => {
	expect(handedTo('marie')).toContain('marie a reçu la question à votre place.');
	expect(handedTo('marie')).not.toContain('Claire');
});

it('says who passes it on where nobody could be asked at once', () => {
	expect(handedTo(null)).toContain('Claire transmet la question.');
});
