import { redirect, type RequestEvent } from '@sveltejs/kit';
import { uuidv7 } from 'uuidv7';
import { asksAmount } from '$lib/domain/disputes/resolution';
import type { Outcome, Verdict } from '$lib/domain/disputes/schema';
import { AppError } from '$lib/domain/errors';
import type { Money } from '$lib/domain/money';
import { parseLocalDate, type LocalDate } from '$lib/domain/calendar';
import { getLocale } from '$lib/i18n/paraglide/runtime';
import { asLanguage, type Language } from '$lib/i18n/language';
import { readAmount } from '$lib/i18n/read-amount';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { filesIn, formOf, hadFiles, wordsIn } from '../../../sent-form';
import { typedAmount } from '$lib/i18n/read-amount';
import { mentionsIn } from '$lib/components/disputes/mentions-typed';
import { orNone } from '../../form';
import { taskActions, tasksIn } from './task-actions';

export const load = async (event) => {
	const dispute = await orPage(
		caller(event).desk.disputes.page({ reference: event.params.reference })
	);
	const answer = dispute.answers.at(-1);
	const { singleKeys } = await orPage(caller(event).desk.queue.views());
	const wanted = event.url.searchParams.get('do');
	return {
		dispute,
		singleKeys,
		wanted,
		proposed:
			wanted === 'reject' ? REJECTED : proposalOf(answer, dispute.claimed, event.locals.language),
		answer: answer?.explanation ? { by: answer.signedName, words: answer.explanation } : null,
		done: event.url.searchParams.get('done'),
		/** What a button of the mail to an approver stands for: only chosen, not done. */
		chosen: event.url.searchParams.get('approval') ?? '',
		keys: {
			customer: uuidv7(),
			internal: uuidv7(),
			answer: uuidv7(),
			offer: uuidv7(),
			call: uuidv7(),
			task: uuidv7()
		}
	};
};

interface Answer {
	verdict: string;
	acceptedMinor: bigint | null;
}

/** What a key of triage begins with; nothing is decided before it is sent. */
const REJECTED = { verdict: 'invalid', outcome: 'no_action', amount: '', explanation: '' };

/** The decision box starts from who is right; the words stay internal until somebody writes theirs. */
function proposalOf(answer: Answer | undefined, { currency }: Money, language: Language) {
	const decisions: Record<string, readonly [Verdict, Outcome]> = {
		customer_right: ['valid', 'credit_full'],
		partly: ['partly_valid', 'credit_partial'],
		customer_wrong: ['invalid', 'no_action']
	};
	const amount =
		answer?.verdict === 'partly' && answer.acceptedMinor !== null
			? typedAmount({ minor: answer.acceptedMinor, currency }, language)
			: '';
	const [verdict, outcome] = decisions[answer?.verdict ?? ''] ?? ['', ''];
	return { verdict, outcome, amount, explanation: '' };
}

type Door = ReturnType<typeof caller>['desk']['disputes'];
type Words = Record<string, string>;
type Case = Awaited<ReturnType<Door['page']>>;

/** One action: what was typed, one procedure, then the page again, which says what was done: a name of its own where it may come out otherwise. A refusal keeps every word. */
const action =
	(
		name: string,
		work: (
			door: Door,
			dispute: Case,
			words: Words,
			typed: { form: FormData; language: Language }
		) => Promise<unknown>
	) =>
	async (event: RequestEvent<{ reference: string }>) => {
		const form = await formOf(event.request);
		const words = wordsIn(form);
		let done: unknown;
		try {
			const door = caller(event).desk.disputes;
			const dispute = await door.page({ reference: event.params.reference });
			const worked = await work(door, dispute, words, { form, language: event.locals.language });
			done = typeof worked === 'string' ? worked : name;
		} catch (thrown) {
			return refuse(thrown, { ...words, action: name }, hadFiles(form));
		}
		redirect(303, `/disputes/${event.params.reference}?done=${done}`);
	};

const seenIn = ({ seen }: Words) => orNone(seen);

function amountIn(
	text: string | undefined,
	currency: string,
	language: Language,
	field = 'acceptedMinor'
): bigint {
	const minor = readAmount(text ?? '', currency, language);
	if (minor === null) throw new AppError('amount_invalid', {}, field);
	return minor;
}

/** The rows of a plan that have a date or an amount. */
function planIn(words: Words, currency: string, language: Language) {
	const rows = Array.from({ length: 12 }, (_, place) => ({
		day: words[`partDay${place + 1}`] ?? '',
		amount: words[`partAmount${place + 1}`] ?? ''
	})).filter(({ day, amount }) => day || amount);
	return {
		covers: words.covers === 'whole' ? ('whole' as const) : ('disputed' as const),
		parts: rows.map(({ day, amount }) => ({
			dueOn: dayIn(day),
			amountMinor: amount ? partIn(amount, currency, language) : undefined
		}))
	};
}

function dayIn(text: string): LocalDate {
	const day = parseLocalDate(text);
	if (!day) throw new AppError('date_invalid', {}, 'parts');
	return day;
}

function partIn(text: string, currency: string, language: Language): bigint {
	const minor = readAmount(text, currency, language);
	if (minor === null) throw new AppError('amount_invalid', {}, 'parts');
	return minor;
}

export const actions = {
	...taskActions,
	keys: async (event: RequestEvent<{ reference: string }>) => {
		const { singleKeys } = wordsIn(await formOf(event.request));
		try {
			await caller(event).desk.queue.prefer({ singleKeys: singleKeys === 'on' });
		} catch (thrown) {
			return refuse(thrown, { action: 'keys' });
		}
		redirect(303, `/disputes/${event.params.reference}`);
	},
	assign: action('assign', (door, { id }, words) =>
		door.assign({
			disputeId: id,
			userId: orNone(words.userId),
			resolverName: words.resolverName ?? '',
			resolverEmail: (words.resolverEmail ?? '').trim(),
			question: words.question ?? '',
			seen: seenIn(words)
		})
	),
	post: action('post', async (door, { id }, words, { form }) =>
		door.post({
			disputeId: id,
			audience: words.audience === 'customer' ? 'customer' : 'internal',
			body: words.body ?? '',
			needsReply: words.needsReply === 'on',
			mentions: mentionsIn(words),
			idempotencyKey: words.idempotencyKey ?? '',
			files: await filesIn(form)
		})
	),
	/** Nothing is written: the page comes back with the words of a prepared answer after those typed. */
	insertAnswer: async (event: RequestEvent<{ reference: string }>) => {
		const form = await formOf(event.request);
		const { insert = '', body = '', ...words } = wordsIn(form);
		const door = caller(event).desk.disputes;
		const { prepared } = await orPage(door.page({ reference: event.params.reference }));
		const chosen = prepared.list.find(({ id }) => id === insert);
		const said = words.audience === 'customer' ? chosen?.customer : chosen?.internal;
		const both = [body.trimEnd(), said].filter(Boolean).join('\n\n');
		return { inserted: { ...words, body: both }, hadFiles: hadFiles(form) };
	},
	removeParticipant: action('removeParticipant', (door, { id }, words) =>
		door.removeParticipant({ disputeId: id, userId: words.userId ?? '' })
	),
	callRater: action('callRater', (door, { id }, words) =>
		door.callRater({
			disputeId: id,
			outcome: words.outcome as never,
			note: words.callNote ?? '',
			idempotencyKey: words.idempotencyKey ?? ''
		})
	),
	handOver: action('handOver', async (door, { id }, words, { form }) =>
		door.handOver({
			disputeId: id,
			kind: words.kind as never,
			files: await filesIn(form)
		})
	),
	decide: action('decide', async (door, { id, claimed }, words, { language }) => {
		if (!words.verdict) throw new AppError('verdict_required', {}, 'verdict');
		if (!words.outcome) throw new AppError('required', {}, 'outcome');
		const [verdict, outcome] = [words.verdict as Verdict, words.outcome as Outcome];
		const { isDecided } = await door.decide({
			disputeId: id,
			verdict,
			outcome,
			acceptedMinor: asksAmount(verdict, outcome)
				? amountIn(words.amount, claimed.currency, language)
				: undefined,
			explanation: words.explanation ?? '',
			tasks: tasksIn(words),
			seen: seenIn(words)
		});
		return isDecided ? 'decide' : 'approvalAsked';
	}),
	/** What an approver chose, each with a procedure of its own. */
	answerApproval: action('answerApproval', (door, { id, approval }, words, { language }) => {
		const { choice, requestId = '', note = '' } = words;
		const on = { disputeId: id, requestId, note, seen: seenIn(words) };
		if (choice === 'refuse') return door.refuseApproval(on).then(() => 'approvalRefused');
		if (choice === 'ask') return door.askBeforeApproval(on).then(() => 'approvalQuestion');
		const isReduced = choice === 'reduce';
		if (choice !== 'approve' && !isReduced) throw new AppError('required', {}, 'choice');
		const { currency = '' } = approval.waiting?.amount ?? {};
		const amountMinor = isReduced
			? amountIn(words.amount, currency, language, 'approvedMinor')
			: undefined;
		return door
			.signApproval({ ...on, isReduced, amountMinor, customerText: words.customerText ?? '' })
			.then(({ isGranted }) => (isGranted ? 'approvalGranted' : 'approvalNext'));
	}),
	replyToApprover: action('replyToApprover', (door, { id }, words) =>
		door.replyToApprover({
			disputeId: id,
			requestId: words.requestId ?? '',
			note: words.note ?? '',
			seen: seenIn(words)
		})
	),
	withdrawRequest: action('withdrawRequest', (door, { id }, words) =>
		door.withdrawRequest({
			disputeId: id,
			requestId: words.requestId ?? '',
			seen: seenIn(words)
		})
	),
	resolve: action('resolve', (door, { id }, words) =>
		door.resolve({
			disputeId: id,
			creditNoteNumber: words.creditNoteNumber ?? '',
			seen: seenIn(words)
		})
	),
	close: action('close', (door, { id }, words) =>
		door.close({
			disputeId: id,
			to: words.to as never,
			note: words.note ?? '',
			duplicateOf: orNone(words.duplicateOf),
			seen: seenIn(words)
		})
	),
	reopen: action('reopen', async (door, { id }, words) =>
		(await door.reopen({ disputeId: id, note: words.note ?? '', seen: seenIn(words) }))
			? 'reopen_late'
			: 'reopen'
	),
	move: action('move', (door, { id }, words) =>
		door.move({ disputeId: id, to: words.to as never, note: '', seen: seenIn(words) })
	),
	propose: action('propose', async (door, { id, claimed }, words, { language }) => {
		const proposed = await door.propose({
			disputeId: id,
			kind: words.kind as never,
			amountMinor:
				words.kind === 'credit' && words.amount
					? amountIn(words.amount, claimed.currency, language)
					: undefined,
			...(words.kind === 'instalments' && planIn(words, claimed.currency, language)),
			text: words.text ?? '',
			validUntil: (words.validUntil ?? '') as LocalDate,
			idempotencyKey: words.idempotencyKey ?? '',
			seen: seenIn(words)
		});
		return 'requestId' in proposed ? 'approvalAsked' : 'propose';
	}),
	withdrawProposal: action('withdrawProposal', (door, { id }, words) =>
		door.withdrawProposal({ disputeId: id, proposalId: words.proposalId ?? '' })
	),
	follow: action('follow', (door, { id }, words) =>
		door.follow({
			disputeId: id,
			name: words.name ?? '',
			email: (words.email ?? '').trim(),
			language: asLanguage(words.language) ?? getLocale()
		})
	),
	unfollow: action('unfollow', (door, { id }, words) =>
		door.unfollow({ disputeId: id, followerId: words.followerId ?? '' })
	),
	subStatus: action('subStatus', (door, { id }, words) =>
		door.setSubStatus({ disputeId: id, subStatusId: orNone(words.subStatusId) ?? null })
	),
	priority: action('priority', (door, { id }, words) =>
		door.setPriority({ disputeId: id, priority: words.priority as never })
	),
	commit: action('commit', (door, { id }, words) =>
		door.commit({
			disputeId: id,
			dueOn: (words.dueOn ?? '') as LocalDate,
			what: words.what ?? '',
			seen: seenIn(words)
		})
	),
	answer: action('answer', (door, { id, claimed }, words, { language }) =>
		door.answer({
			disputeId: id,
			verdict: words.verdict as never,
			acceptedMinor:
				words.verdict === 'partly' ? amountIn(words.amount, claimed.currency, language) : undefined,
			explanation: words.explanation ?? '',
			handOver: (words.verdict === 'need_information' ? words.need : words.handOver) ?? '',
			askCustomer: words.askCustomer === 'on',
			signedName: words.signedName ?? '',
			idempotencyKey: words.idempotencyKey ?? ''
		})
	)
};
