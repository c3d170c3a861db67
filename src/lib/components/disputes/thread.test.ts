import { describe, expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { threadOf, type ThreadFacts } from './thread';

const at = new Date('2026-11-25T22:31:00Z');
const question = 'Please send the signed delivery note';
const answer: ThreadFacts['answers'][number] = {
	id: 'answer',
	verdict: 'need_information',
	acceptedMinor: null,
	explanation: '',
	handOver: question,
	colleague: '',
	colleagueId: null,
	signedName: 'David Hughes',
	at
};
const message: ThreadFacts['messages'][number] = {
	id: 'message',
	audience: 'customer',
	authorKind: 'resolver',
	authorName: 'David Hughes',
	body: question,
	at
};
const thread = (fields: Partial<ThreadFacts>) =>
	threadOf({
		openedAt: new Date('2026-11-23T08:45:00Z'),
		raisedByName: 'Olivia Bennett',
		explanation: '3 cartons missing.',
		messages: [],
		answers: [],
		steps: [],
		...fields
	});

it('what a colleague set in dispute is never in the words of its customer', () => {
	const opened = { id: 's', fromStatus: null, toStatus: 'submitted' as const, note: '', at };
	const entries = thread({ source: 'desk', steps: [{ ...opened, byName: 'Emma Clarke' }] });
	expect(entries).toMatchObject([
		{ kind: 'step', words: 'desk_said_set', by: 'Emma Clarke', note: '3 cartons missing.' }
	]);
	expect(thread({ source: 'phone' })).toMatchObject([
		{ kind: 'claim', authorName: 'Olivia Bennett' }
	]);
});

it('an offer and the words of its refusal stand where they were said', () => {
	const answered = {
		verdict: 'refused' as const,
		signedName: 'Olivia Bennett',
		note: 'Too little.'
	};
	const offer = {
		...{ id: 'o', text: 'A credit of £100.', proposedByName: 'Emma', proposedAt: at },
		answer: { ...answered, at: new Date(at.getTime() + 1000) }
	};
	expect(thread({ proposals: [offer] }).slice(1)).toMatchObject([
		{ kind: 'offer', authorName: 'Emma', body: 'A credit of £100.' },
		{ kind: 'offerAnswer', verdict: 'refused', authorName: 'Olivia Bennett', body: 'Too little.' }
	]);
	expect(thread({ proposals: [{ ...offer, answer: null }] })).toHaveLength(2);
});

it('a case that went into another one says so where it happened, after the step it ended with', () => {
	const merge = { id: 'm', at, by: 'Emma Clarke', reference: 'LIT-2026-000002' };
	const ended = { id: 's', fromStatus: 'assigned' as const, toStatus: 'duplicate' as const };
	const into = { ...merge, isInto: true, counted: 'once' as const };
	const steps = [{ ...ended, byName: 'Emma Clarke', note: '', at }];
	expect(thread({ merges: [into], steps }).slice(1)).toMatchObject([
		{ kind: 'step', words: 'desk_moved_duplicate' },
		{ kind: 'merge', reference: 'LIT-2026-000002', isInto: true, counted: 'once' }
	]);
	const later = { ...message, id: 'later', at: new Date(at.getTime() + 1) };
	const merges = [{ ...merge, isInto: false, counted: null }];
	expect(thread({ merges, messages: [message, later] }).map(({ id }) => id)).toEqual([
		...['claim', 'message', 'm', 'later']
	]);
});

describe('a question of the resolver', () => {
	it('to the customer stands in the conversation once', () => {
		const entries = thread({ messages: [message], answers: [answer] });
		expect(entries.map(({ kind }) => kind)).toEqual(['claim', 'message']);
		expect(JSON.stringify(entries).split(question)).toHaveLength(2);
	});

	it('keeps what was said to colleagues beside it', () => {
		const entries = thread({
			messages: [message],
			answers: [{ ...answer, explanation: 'The carrier denies it.' }]
		});
		expect(entries.map(({ kind }) => kind)).toEqual(['claim', 'message', 'answer']);
		expect(JSON.stringify(entries).split(question)).toHaveLength(2);
	});

	it('to the colleagues stays an answer', () => {
		expect(thread({ answers: [answer] }).map(({ kind }) => kind)).toEqual(['claim', 'answer']);
	});
});

it('whoever was asked while he was away is named with who answers for him', () => {
	const step = { id: 's', byName: 'Emma', note: 'Karim', at };
	const steps = [{ ...step, fromStatus: 'submitted' as const, toStatus: 'assigned' as const }];
	const asked = { resolverName: 'Karim', assignedAt: at };
	const there = { ...asked, standInName: '', awayUntil: null };
	const away = { ...asked, standInName: 'Paul', awayUntil: localDate('2026-12-12') };
	const noteWith = (assignments: ThreadFacts['assignments']) =>
		thread({ steps, assignments }).find(({ kind }) => kind === 'step');
	expect(noteWith([there])).toMatchObject({ note: '→ Karim' });
	expect(noteWith([away])).toMatchObject({
		note: expect.stringMatching(/^Karim.*12.*Paul/) as string
	});
	// Of another question.
	expect(noteWith([{ ...away, assignedAt: new Date(at.getTime() + 1) }])).toMatchObject({
		note: '→ Karim'
	});
});

it('the question a colleague was asked stands where it was asked, before and after he answers, and a hand-over once', () => {
	const asked = {
		resolverName: 'David Hughes',
		standInName: '',
		awayUntil: null,
		assignedBy: 'Emma'
	};
	const first = {
		...asked,
		id: 'a',
		question: 'Which price was agreed on this order?',
		assignedAt: at
	};
	const said = { kind: 'question', authorName: 'Emma', to: 'David Hughes', body: first.question };
	expect(thread({ assignments: [first] }).slice(1)).toMatchObject([said]);
	const handedOn = new Date(at.getTime() + 1000);
	const entries = thread({
		assignments: [
			first,
			{ ...first, id: 'b', question: 'Paul knows.', assignedAt: handedOn },
			{ ...first, id: 'c', question: '', assignedAt: new Date(at.getTime() + 2000) }
		],
		answers: [{ ...answer, verdict: 'not_for_me', explanation: 'Paul knows.', at: handedOn }]
	});
	expect(entries.slice(1).map(({ kind }) => kind)).toEqual(['question', 'answer']);
});

it('a question that goes from hand to hand is said once, with what each of them said beside it', () => {
	const asked = { standInName: '', awayUntil: null, question: 'Do we have a proof of delivery?' };
	const handedOn = new Date(at.getTime() + 1000);
	const entries = thread({
		assignments: [
			{ ...asked, id: 'a', assignedBy: 'Emma', resolverName: 'David', assignedAt: at },
			{ ...asked, id: 'b', assignedBy: 'David', resolverName: 'Tom', assignedAt: handedOn },
			{
				...{ ...asked, id: 'c', assignedBy: 'Emma', resolverName: 'Ann' },
				assignedAt: new Date(at.getTime() + 2000)
			}
		],
		answers: [{ ...answer, verdict: 'not_for_me', explanation: 'Tom knows.', at: handedOn }]
	});
	expect(entries.slice(1)).toMatchObject([
		{ kind: 'question', authorName: 'Emma', to: 'David' },
		{ kind: 'answer', explanation: 'Tom knows.' }
	]);
});
