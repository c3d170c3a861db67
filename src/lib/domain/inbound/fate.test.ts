import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FATES, fateOf, type FateFacts, type Thread } from './fate';
import { UNREADABLE } from './limits';
import { MARKS, type Recognised } from './recognise';

const HUMAN: Recognised = { kind: 'human', marks: [] };
const CASE: Thread = { about: 'case', isOnCase: true, heard: { lastHour: 0, sameWords: 0 } };
const ANA = { address: 'ana@client.test', verified: true } as const;
const facts = (overrides: Partial<FateFacts> = {}): FateFacts => ({
	unreadable: null,
	recognised: HUMAN,
	isWordless: false,
	thread: CASE,
	sender: ANA,
	...overrides
});

describe('the first that fits', () => {
	it.each<[string, Partial<FateFacts>, string, string?]>([
		['a verified answer of somebody on the case', {}, 'message'],
		['beyond the limits', { unreadable: 'too_deep' }, 'dead', 'too_deep'],
		['no thread', { thread: null }, 'triage', 'no_thread'],
		[
			'a sender nobody vouches for',
			{ sender: { address: 'a@b', verified: false, why: 'check_failed' } },
			'triage',
			'not_verified'
		],
		['somebody else', { thread: { ...CASE, isOnCase: false } }, 'triage', 'not_on_case'],
		[
			'an answer to a reminder',
			{ thread: { ...CASE, about: 'account' } },
			'triage',
			'about_account'
		],
		['a colleague', { thread: { ...CASE, about: 'colleague' } }, 'triage', 'from_colleague'],
		[
			'the sixth in an hour',
			{ thread: { ...CASE, heard: { lastHour: 5, sameWords: 0 } } },
			'triage',
			'loop_rate'
		],
		[
			'the same words for the third time',
			{ thread: { ...CASE, heard: { lastHour: 2, sameWords: 2 } } },
			'triage',
			'loop_words'
		],
		['words nobody can make out', { isWordless: true }, 'triage', 'words_unread'],
		[
			'a machine in a thread',
			{ recognised: { kind: 'machine', marks: ['auto_submitted', 'auto_replied'] } },
			'machine',
			'auto_submitted'
		],
		[
			'a desk that marks what people write',
			{ recognised: { kind: 'machine', marks: ['auto_submitted'] } },
			'triage',
			'maybe_machine'
		],
		...(
			[
				['mail_daemon'],
				['no_reply'],
				['auto_submitted', 'response_suppressed'],
				['auto_submitted', 'precedence'],
				['precedence', 'list']
			] as const
		).map((marks): [string, Partial<FateFacts>, string, string] => [
			`what a person wrote through a desk or a group (${marks.join(', ')})`,
			{ recognised: { kind: marks[0] === 'mail_daemon' ? 'bounce' : 'machine', marks } },
			'triage',
			'maybe_machine'
		]),
		[
			'a group nobody wrote to',
			{ recognised: { kind: 'machine', marks: ['precedence', 'list'] }, thread: null },
			'machine',
			'precedence'
		],
		[
			'a postmaster who says no more than his name',
			{ recognised: { kind: 'bounce', marks: ['mail_daemon'] }, thread: null },
			'triage',
			'no_thread'
		],
		[
			'a bounce',
			{ recognised: { kind: 'bounce', marks: ['delivery_report'] }, thread: null },
			'bounce',
			'delivery_report'
		]
	])('%s', (_, given, kind, why) => {
		expect(fateOf(facts(given))).toEqual({ kind, ...(why && { why }) });
	});
});

const anyFacts: fc.Arbitrary<FateFacts> = fc.record({
	unreadable: fc.option(fc.constantFrom(...UNREADABLE)),
	isWordless: fc.boolean(),
	recognised: fc.oneof(
		fc.constant(HUMAN),
		fc.record({
			kind: fc.constantFrom('machine' as const, 'bounce' as const),
			marks: fc.uniqueArray(fc.constantFrom(...MARKS), { minLength: 1 })
		})
	),
	thread: fc.option(
		fc.record({
			about: fc.constantFrom('case' as const, 'account' as const, 'colleague' as const),
			isOnCase: fc.boolean(),
			heard: fc.record({ lastHour: fc.nat(10), sameWords: fc.nat(5) })
		})
	),
	sender: fc.oneof(
		fc.constant(ANA),
		fc.constant({ address: 'x', verified: false, why: 'not_checked' } as const)
	)
});

it('exactly one fate, and a case hears only verified people who follow it', () => {
	fc.assert(
		fc.property(anyFacts, (given) => {
			const { kind } = fateOf(given);
			expect(FATES).toContain(kind);
			if (kind !== 'message') return;
			expect(given.sender.verified).toBe(true);
			expect(given.recognised.kind).toBe('human');
			expect(given.isWordless).toBe(false);
			expect(given.thread).toMatchObject({ about: 'case', isOnCase: true });
		})
	);
});
