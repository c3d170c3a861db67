import { mayBeAsked } from '$lib/domain/access';
import { redirect } from '@sveltejs/kit';
import { addressOf, filterIn } from '$lib/domain/disputes/queue-filter';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { actionsOf } from '../page-action';
import { manyActions } from './many-actions';

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
		postponed: await orPage(
			desk.worklist.postponed({ disputeIds: queue.rows.map(({ id }) => id) })
		),
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
	rows: ({ queue }, words) => queue.prefer({ compact: words.rows === 'compact' }),
	keys: ({ queue }, words) => queue.prefer({ singleKeys: words.singleKeys === 'on' })
});

const shownIn = ({ shown = '' }: Record<string, string>): Record<string, string> =>
	Object.fromEntries(new URLSearchParams(shown));

export const actions = { ...views, ...manyActions };
