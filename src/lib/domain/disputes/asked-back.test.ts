import { expect, it } from 'vitest';
import { askedBack } from './asked-back';

const QUESTION = 'Which boxes arrived?';
const moment = (minutes: number) => new Date(Date.UTC(2026, 11, 15, 9, minutes));
const asks = {
	...{ assignmentId: 'a', verdict: 'need_information' as const, handOver: QUESTION },
	...{ signedName: 'Karim', byEmail: '', at: moment(0) }
};
const karim = { id: 'a', resolverName: 'Karim Benali', resolverEmail: 'karim@house.test' };
const said = (id: string, minutes: number, fields: object) => ({
	...{ id, audience: 'customer' as const, authorKind: 'customer' as const, authorName: 'Olivia' },
	...{ authorEmail: null, body: id, at: moment(minutes), ...fields }
});
const asked = said('q', 0, { authorKind: 'resolver', authorName: 'Karim', body: QUESTION });
const note = (id: string, minutes: number, authorName: string) =>
	said(id, minutes, { audience: 'internal', authorKind: 'staff', authorName });
const replies = (messages: Parameters<typeof askedBack>[2]) =>
	askedBack(karim, [asks], messages)!.replies.map(({ id }) => id);

it('the words of the customer stand beside what he was asked, without what was said before', () => {
	const before = said('before', -5, {});
	const messages = [before, asked, said('eight', 10, {}), said('two broken', 20, {})];
	expect(askedBack(karim, [asks], messages)).toEqual({
		...{ by: 'Karim', question: QUESTION, at: moment(0) },
		replies: [
			{ id: 'eight', by: 'Olivia', words: 'eight', at: moment(10) },
			{ id: 'two broken', by: 'Olivia', words: 'two broken', at: moment(20) }
		]
	});
});

it('a note of the house answers what the customer was asked only where he wrote nothing himself', () => {
	expect(replies([asked, note('called', 5, 'Emma'), said('eight', 10, {})])).toEqual(['eight']);
	expect(replies([asked, note('on the phone: eight', 5, 'Emma')])).toEqual(['on the phone: eight']);
});

it('what colleagues write answers what they were asked, never his own words', () => {
	expect(replies([note('2026', 5, 'Emma'), note('I look', 6, 'Karim Benali')])).toEqual(['2026']);
});

it('a colleague who bears his name answers him; whoever asked back in his place does not', () => {
	const wrote = (id: string, authorEmail: string | null, authorName = 'Karim Benali') => ({
		...note(id, 5, authorName),
		authorEmail
	});
	const notes = [
		wrote('the other', 'k.benali@house.test'),
		wrote('I look', 'Karim@House.test', 'Karim B.'),
		wrote('written before addresses were kept', null),
		wrote('I look for him', 'ann@house.test', 'Ann Lee')
	];
	const asksForHim = { ...asks, signedName: 'Ann Lee', byEmail: 'ann@house.test' };
	expect(askedBack(karim, [asksForHim], notes)!.replies.map(({ id }) => id)).toEqual(['the other']);
});

it('once he has answered, or where he asked nothing, there is none', () => {
	expect(askedBack(karim, [], [asked])).toBeNull();
	const answered = { ...asks, verdict: 'customer_right' as const, at: moment(30) };
	expect(askedBack(karim, [asks, answered], [asked])).toBeNull();
	expect(askedBack({ ...karim, id: 'b' }, [asks], [asked])).toBeNull();
});
