import { can } from '$lib/domain/access';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { inCallingOrder } from './in-calling-order';
import { listActions } from './list-actions';
import { queueFilterIn } from './queue-address';
import { reviewAction } from './review-action';

const LATEST_DAYS = 10;

export const load = async (event) => {
	const { frame } = await event.parent();
	const { dunning, review, calls, delivery, letters, runs: days } = caller(event).desk;
	const limit = event.url.searchParams.get('days') === 'all' ? 1000 : LATEST_DAYS;
	const filter = queueFilterIn(event.url);
	const [runs, queue, lastCalls, mails, waiting, alerts, lateLetters, hours] = await orPage(
		Promise.all([
			dunning.runs({ limit }),
			review.queue(filter),
			calls.waiting(),
			delivery.summary(),
			days.waiting(),
			dunning.alerts(),
			letters.late(),
			dunning.hours()
		])
	);
	const latest = runs.find(({ on }) => on === frame.today);
	const standing = latest ? await orPage(days.watch({ runId: latest.runId })) : null;
	const mayRun = can(frame.user.role, 'dunning.run');
	// Only when somebody is about to: the whole day is planned for it.
	const asksRun = mayRun && event.url.searchParams.get('run') === 'ask';
	return {
		toLeave: asksRun ? (await orPage(dunning.plan({}))).toLeave : null,
		runs,
		moreRuns: runs.length === LATEST_DAYS && limit === LATEST_DAYS,
		queue: { ...queue, rows: inCallingOrder(queue.rows, lastCalls, frame.today) },
		filter,
		lastCalls,
		mails,
		waiting,
		alerts,
		lateLetters,
		hours,
		today: frame.today,
		current: latest ? await orPage(dunning.run({ runId: latest.runId })) : null,
		state: standing?.state ?? null,
		mayRun
	};
};

export const actions = {
	runNow: async (event) => {
		try {
			return { ran: await caller(event).desk.dunning.runNow() };
		} catch (thrown) {
			return refuse(thrown, {});
		}
	},
	review: reviewAction,
	...listActions
};
