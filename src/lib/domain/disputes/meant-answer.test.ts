import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HAND_TO_ADDRESS, HAND_TO_NOBODY, toColleague, toTeam } from './hand-to';
import { meantAnswer } from './meant-answer';
import { ANSWER_VERDICTS, ASKED, type AnswerDisputeInput } from './schema';

/** Everything a form may send at once: the fields of every choice are in it, shown or not. */
const everything: AnswerDisputeInput = {
	verdict: 'need_information',
	acceptedMinor: 500n,
	explanation: 'Vu au quai.',
	handOver: 'Quelle référence ?',
	handTo: HAND_TO_NOBODY,
	asks: 'customer',
	colleague: 'Léa',
	askTo: toColleague('a'),
	signedName: 'Karim',
	idempotencyKey: '12345678'
};
const meant = (fields: Partial<AnswerDisputeInput>) => meantAnswer({ ...everything, ...fields });

describe('only the fields of the choice that was made count', () => {
	it.each(ASKED)('a question (to the %s) keeps its words beside "I do not know"', (asks) => {
		const { handTo, handOver, acceptedMinor } = meant({ asks });
		expect({ handTo, handOver, acceptedMinor }).toEqual({
			...{ handTo: undefined, handOver: everything.handOver, acceptedMinor: undefined }
		});
	});
	it.each(['house', 'customer'] as const)('a colleague is none of a question to the %s', (asks) => {
		expect(meant({ asks })).toMatchObject({ asks, askTo: undefined, colleague: '' });
	});
	it('beside a colleague of the list, nothing typed counts', () => {
		const asks = 'colleague';
		expect(meant({ asks })).toMatchObject({ askTo: everything.askTo, colleague: '' });
		expect(meant({ asks, askTo: '' })).toMatchObject({ askTo: '', colleague: 'Léa' });
	});
	it.each([HAND_TO_NOBODY, toColleague('a'), toTeam('sales')])(
		'beside %s, no address typed before counts',
		(handTo) => {
			expect(meant({ verdict: 'not_for_me', handTo })).toMatchObject({ handTo, handOver: '' });
		}
	);
	it.each([HAND_TO_ADDRESS, '', undefined])('%s takes what was typed', (handTo) => {
		const { handOver } = everything;
		expect(meant({ verdict: 'not_for_me', handTo })).toMatchObject({ handTo, handOver });
	});
	it.each(['customer_right', 'partly', 'customer_wrong'] as const)(
		'%s names nobody and asks nothing',
		(verdict) => {
			expect(meant({ verdict })).toMatchObject({
				...{ handOver: '', handTo: undefined, asks: 'house', askTo: undefined, colleague: '' },
				acceptedMinor: verdict === 'partly' ? 500n : undefined
			});
		}
	);
	it('what is meant once is meant again, and is written in full', () => {
		const fields = fc.record({
			verdict: fc.constantFrom(...ANSWER_VERDICTS),
			asks: fc.constantFrom(...ASKED),
			handTo: fc.constantFrom(undefined, '', HAND_TO_ADDRESS, HAND_TO_NOBODY, toTeam('sales')),
			askTo: fc.constantFrom(undefined, '', toColleague('a'))
		});
		fc.assert(
			fc.property(fields, (given) => {
				const once = meant(given);
				expect(meantAnswer(once)).toEqual(once);
				expect(once).toMatchObject({ explanation: 'Vu au quai.', signedName: 'Karim' });
				if (given.verdict === 'need_information') expect(once.handOver).toBe(everything.handOver);
			})
		);
	});
});
