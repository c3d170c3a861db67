import { mayBeAsked } from '$lib/domain/access';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { addressOf, filterIn } from '$lib/domain/disputes/queue-filter';
import { AppError } from '$lib/domain/errors';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { formOf, wordsIn } from '../../sent-form';
import { actionsOf } from '../page-action';

const AMOUNTS = ['amountFrom', 'amountTo'] as const;

export const load = async (event) => {
	const asked = event.url.searchParams;
	const desk = caller(event).desk;
	const saved = await orPage(desk.queue.views());
	// Whoever asks for nothing gets what he chose to begin with.
	const first = saved.views.find(({ isDefault }) => isDefault);
	if (first && event.url.search === '') redirect(303, addressOf(first.filter));
	const { view, sort, ...queue } = await orPage(desk.disputes.queue(Object.fromEntries(asked)));
	const filter = filterIn(asked);
	const people = await orPage(desk.settings.users());
	const reasons = await orPage(desk.settings.everyReason());
	return {
		...saved,
		filter: { ...filter, view, sort },
		view,
		queue,
		people: people.map(({ id, name }) => ({ id, name })),
		askable: people.filter(mayBeAsked).map(({ id, name }) => ({ id, name })),
		teams: [...new Set(people.map(({ team }) => team).filter(Boolean))].sort(),
		subStatuses: await orPage(desk.subStatuses.list()),
		reasons: reasons.filter(({ kind }) => kind === 'dispute'),
		unread: AMOUNTS.filter((name) => asked.get(name)?.trim() && !filter[name]),
		done: asked.get('done')
	};
};

/** The list that was on screen; a form sends its filter along in its address. */
const sameList = ({ url }: { url: URL }) => addressOf(filterIn(url.searchParams));

const views = actionsOf(sameList, {
	saveView: async ({ queue }, words) => {
		const { viewId } = await queue.saveView({
			name: words.name ?? '',
			shared: words.shared === 'on',
			filter: shownIn(words)
		});
		if (words.openWith === 'on') await queue.prefer({ defaultViewId: viewId });
	},
	renameView: ({ queue }, words) =>
		queue.changeView({ viewId: words.viewId ?? '', name: words.name ?? '' }),
	replaceView: ({ queue }, words) =>
		queue.changeView({ viewId: words.viewId ?? '', filter: shownIn(words) }),
	removeView: ({ queue }, words) => queue.removeView({ viewId: words.viewId ?? '' }),
	openWith: ({ queue }, words) => queue.prefer({ defaultViewId: words.viewId || null }),
	keys: ({ queue }, words) => queue.prefer({ singleKeys: words.singleKeys === 'on' })
});

const shownIn = ({ shown = '' }: Record<string, string>): Record<string, string> =>
	Object.fromEntries(new URLSearchParams(shown));

/** It is told case by case what became of it: an answer, not another address. */
async function assignMany(event: RequestEvent) {
	const form = await formOf(event.request);
	const words = wordsIn(form);
	const cases = form.getAll('case').map(String);
	const { desk } = caller(event);
	try {
		const { user } = await desk.settings.frame();
		const many = await desk.queue.assignMany({
			disputeIds: words.all === 'on' ? [] : cases,
			whole: words.all === 'on' ? Object.fromEntries(event.url.searchParams) : undefined,
			userId: words.me === 'on' ? user.id : chosenIn(words),
			question: words.question ?? ''
		});
		return { many };
	} catch (thrown) {
		return refuse(thrown, { ...words, action: 'assignMany', cases: cases.join(' ') });
	}
}

function chosenIn({ userId = '' }: Record<string, string>): string {
	if (!userId) throw new AppError('required', {}, 'userId');
	return userId;
}

export const actions = { ...views, assignMany };
