import { describe, expect, it } from 'vitest';
import { questionOf, standingQuestion } from './question';

const QUESTION = 'Do we have a proof of delivery?';
const moment = (minutes: number) => new Date(Date.UTC(2026, 11, 15, 9, minutes));
const asked = (id: string, minutes: number, fields: object = {}) => ({
	...{ id, question: QUESTION, assignedBy: 'Emma', routedBy: '', assignedAt: moment(minutes) },
	...{ endedAt: null, ...fields }
});
const passed = (assignmentId: string, minutes: number, by: string, note = '') => ({
	...{ assignmentId, verdict: 'not_for_me' as const, explanation: note, signedName: by },
	at: moment(minutes)
});
const toDavid = asked('david', 0);
const toTom = asked('tom', 10, { assignedBy: 'David' });
const toAnn = asked('ann', 20, { assignedBy: 'Tom' });
const hands = [passed('david', 10, 'David', 'Tom runs the Kent round.'), passed('tom', 20, 'Tom')];

describe('the question', () => {
	it('is whose who asked it, with the notes of those who passed it on, after two of them too', () => {
		expect(questionOf([toDavid, toTom, toAnn], hands, 'ann')).toEqual({
			...{ text: QUESTION, by: 'Emma', askedBy: 'Emma', byRule: false },
			passedOn: [
				{ by: 'David', note: 'Tom runs the Kent round.', at: moment(10) },
				{ by: 'Tom', note: '', at: moment(20) }
			]
		});
		expect(questionOf([toDavid, toTom], hands, 'tom').passedOn).toHaveLength(1);
		expect(questionOf([toDavid], [], 'david').passedOn).toEqual([]);
	});

	it('of a case passed on before it was kept with it is found where it was asked', () => {
		const old = { ...toTom, question: 'Tom runs the Kent round.' };
		expect(questionOf([toDavid, old], hands, 'tom')).toMatchObject({ text: QUESTION, by: 'Emma' });
	});

	it('goes to somebody else in the same words by whoever gives it to him', () => {
		const again = asked('ann', 30, { assignedBy: 'Paul' });
		expect(questionOf([toDavid, toTom, again], hands.slice(0, 1), 'ann')).toMatchObject({
			...{ text: QUESTION, by: 'Emma', askedBy: 'Paul' },
			passedOn: [{ by: 'David' }]
		});
	});

	it('of a rule is nobody’s, whoever passed it on; asked without words by a person, it is his alone', () => {
		const routed = asked('david', 0, { question: '', routedBy: 'Deliveries' });
		const on = { ...toTom, question: '' };
		expect(questionOf([routed, on], hands, 'tom')).toMatchObject({
			...{ text: '', by: '', askedBy: 'Emma', byRule: true, passedOn: [{ by: 'David' }] }
		});
		const anew = asked('ann', 30, { question: '', assignedBy: 'Paul' });
		expect(questionOf([routed, anew], [], 'ann')).toMatchObject({ askedBy: 'Paul', byRule: false });
	});

	it('that is another one has nothing of the one before', () => {
		const other = asked('ann', 30, { question: 'Which price?' });
		expect(questionOf([toDavid, toTom, other], hands, 'ann')).toMatchObject({
			...{ text: 'Which price?', passedOn: [] }
		});
	});
});

describe('what goes on where nothing is typed', () => {
	const ended = (one: typeof toDavid) => ({ ...one, endedAt: moment(40) });

	it('is what was asked, also once it was handed back; not what staff took back', () => {
		expect(standingQuestion([toDavid], [])).toBe(QUESTION);
		expect(standingQuestion([ended(toDavid)], [passed('david', 40, 'David')])).toBe(QUESTION);
		expect(standingQuestion([ended(toDavid)], [])).toBe('');
		expect(standingQuestion([], [])).toBe('');
	});

	it('is nothing once it was answered with an opinion; who asks back leaves it open', () => {
		const said = (verdict: 'customer_right' | 'partly' | 'need_information') => ({
			...passed('david', 40, 'David'),
			verdict
		});
		expect(standingQuestion([toDavid], [said('customer_right')])).toBe('');
		expect(standingQuestion([toDavid], [said('need_information'), said('partly')])).toBe('');
		expect(standingQuestion([toDavid], [said('need_information')])).toBe(QUESTION);
	});
});
