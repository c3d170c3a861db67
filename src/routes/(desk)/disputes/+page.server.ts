import { redirect } from '@sveltejs/kit';
import { addressOf, filterIn } from '$lib/domain/disputes/queue-filter';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { actionsOf } from '../page-action';
import { manyActions } from './many-actions';

const AMOUNTS = ['amountFrom', 'amountTo'] as const;

export const load = async (event) => {
	const asked = event.url.searchParams;
	const { queue } = caller(event).desk;
	// Whoever asks for nothing gets what he chose to begin with.
	if (event.url.search === '') {
		const first = (await orPage(queue.views())).views.find(({ isDefault }) => isDefault);
		if (first) redirect(303, addressOf(first.filter));
	}
	const { sort, ...page } = await orPage(queue.page(Object.fromEntries(asked)));
	const filter = filterIn(asked);
	return {
		...page,
		filter: { ...filter, view: page.view, sort },
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
