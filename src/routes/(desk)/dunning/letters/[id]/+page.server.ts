import { redirect, type RequestEvent } from '@sveltejs/kit';
import { can } from '$lib/domain/access';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { filesIn, hadFiles, wordsIn } from '../../../../sent-form';

export const load = async (event) => {
	const { frame } = await event.parent();
	return {
		letter: await orPage(caller(event).desk.letters.page({ letterId: event.params.id })),
		today: frame.today,
		mayRun: can(frame.user.role, 'dunning.run'),
		done: event.url.searchParams.get('done'),
		count: Number(event.url.searchParams.get('count')) || 0
	};
};

type Door = ReturnType<typeof caller>['desk']['letters'];

const action =
	(
		name: string,
		work: (
			door: Door,
			letterId: string,
			words: Record<string, string>,
			form: FormData
		) => Promise<unknown>
	) =>
	async (event: RequestEvent<{ id: string }>) => {
		const form = await event.request.formData();
		const words = wordsIn(form);
		let count: unknown;
		try {
			count = await work(caller(event).desk.letters, event.params.id, words, form);
		} catch (thrown) {
			const values: Record<string, string> = { ...words, action: name };
			return refuse(thrown, values, hadFiles(form, 'proof'));
		}
		const counted = typeof count === 'number' ? `&count=${count}` : '';
		redirect(303, `/dunning/letters/${event.params.id}?done=${name}${counted}`);
	};

export const actions = {
	post: action('post', (door, letterId, { on = '' }) => door.post({ letterIds: [letterId], on })),
	takeBack: action('takeBack', (door, letterId) => door.takeBack({ letterId })),
	unpost: action('unpost', (door, letterId) => door.unpost({ letterId })),
	track: action('track', (door, letterId, { trackingNumber = '' }) =>
		door.track({ letterId, trackingNumber })
	),
	prove: action('prove', async (door, letterId, words, form) =>
		door.prove({ letterId, files: await filesIn(form, 'proof') })
	),
	cameBack: action('cameBack', (door, letterId, { reason = '' }) =>
		door.cameBack({ letterId, reason })
	),
	notBack: action('notBack', (door, letterId) => door.notBack({ letterId, reason: '' })),
	writeAgain: async (event: RequestEvent<{ id: string }>) => {
		const words = wordsIn(await event.request.formData());
		let noticeId: string;
		try {
			const { letters } = caller(event).desk;
			const order = { letterId: event.params.id, address: words.address ?? '' };
			({ noticeId } = await letters.writeAgain(order));
		} catch (thrown) {
			const values: Record<string, string> = { ...words, action: 'writeAgain' };
			return refuse(thrown, values);
		}
		redirect(303, `/dunning/notices/${noticeId}`);
	},
	withhold: action('withhold', (door, letterId, { reason = '' }) =>
		door.withhold({ letterId, reason })
	)
};
