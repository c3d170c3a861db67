import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { money } from '$lib/domain/money';
import AnswerState from './AnswerState.svelte';

const handedTo = (now: string | null, status: DisputeStatus = now ? 'assigned' : 'in_progress') =>
	render(AnswerState, {
		props: {
			about: {
				...{ status, claimed: money(100n, 'EUR') },
				...{ reader: 'Claire', canAnswer: false, now, timeZone: 'UTC', answers: [] },
				validators: [],
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

it('says that nothing is waited for any more once it was decided without him', () => {
	const said = handedTo(null, 'decided');
	expect(said).not.toContain('transmet');
	expect(said).toContain('Ce dossier n’attend plus de réponse.');
});

it('tells whoever answered who signs what he gives, as he was told before', () => {
	const said = (acceptedMinor: bigint) =>
		render(AnswerState, {
			props: {
				about: {
					...{ status: 'in_progress' as const, claimed: money(120_000n, 'EUR'), reader: 'Claire' },
					...{ canAnswer: true, now: 'Karim', timeZone: 'UTC', decision: null },
					validators: [{ above: money(50_000n, 'EUR'), name: 'Sophie' }],
					answers: [
						{
							...{ id: '1', verdict: 'partly' as const, acceptedMinor, explanation: 'Cassé.' },
							...{ handOver: '', colleague: '', colleagueId: null, signedName: 'Karim' },
							...{ signedInName: '', at: new Date(0) }
						}
					]
				},
				verdict: 'partly'
			}
		}).body;
	expect(said(60_000n)).toMatch(/Claire lit votre réponse et décide\. Au-dessus de .*Sophie\./);
	expect(said(40_000n)).not.toContain('Sophie');
});
