import { redirect, type RequestEvent } from '@sveltejs/kit';
import { can } from '$lib/domain/access';
import { SIDES } from '$lib/domain/dunning/print-order';
import { AppError } from '$lib/domain/errors';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../sent-form';
import { addressOf, filterIn } from './filter';

export const load = async (event) => {
	const { frame } = await event.parent();
	const { letters } = caller(event).desk;
	const filter = filterIn(event.url);
	const [list, late, print] = await orPage(
		Promise.all([letters.list(filter), letters.late(), letters.printFiles()])
	);
	const { searchParams } = event.url;
	return {
		list,
		late,
		print,
		filter,
		today: frame.today,
		mayRun: can(frame.user.role, 'dunning.run'),
		done: {
			what: searchParams.get('done'),
			count: Number(searchParams.get('count')) || 0,
			left: Number(searchParams.get('left')) || 0,
			file: print.files.find(({ printFileId }) => printFileId === searchParams.get('file'))
		}
	};
};

type Door = ReturnType<typeof caller>['desk']['letters'];
/** What was done, for the address of the page that says so. */
type Done = Record<string, string>;

const action =
	(
		name: string,
		work: (door: Door, words: Record<string, string>, form: FormData) => Promise<Done>
	) =>
	async (event: RequestEvent) => {
		const form = await event.request.formData();
		const words = wordsIn(form);
		const chosen = form.getAll('letterId').join(' ');
		let done: Done;
		try {
			done = await work(caller(event).desk.letters, words, form);
		} catch (thrown) {
			const values: Record<string, string> = { ...words, action: name, chosen };
			return refuse(thrown, values);
		}
		redirect(303, addressOf(filterIn(event.url), done));
	};

export const actions = {
	print: action('print', async (door, words): Promise<Done> => {
		const sides = SIDES.find((each) => each === words.sides) ?? 'one';
		const made = await door.print({ runId: words.runId ?? '', sides });
		if (!made) return { done: 'nothing' };
		return { done: 'print', file: made.printFileId, left: String(made.leftOut) };
	}),
	printAll: action('printAll', async (door, words): Promise<Done> => {
		const sides = SIDES.find((each) => each === words.sides) ?? 'one';
		const { files, leftOut } = await door.printAll({ sides });
		if (files === 0) return { done: 'nothing' };
		return { done: 'printAll', count: String(files), left: String(leftOut) };
	}),
	postFile: action('postFile', async (door, words) =>
		posted(await door.postFile({ printFileId: words.printFileId ?? '', on: words.on ?? '' }))
	),
	post: action('post', async (door, words, form) => {
		const letterIds = form.getAll('letterId').map(String);
		if (letterIds.length === 0) throw new AppError('letter_none_chosen', {}, 'letters');
		return posted(await door.post({ letterIds, on: words.on ?? '' }));
	})
};

const posted = (count: number): Done => ({ done: 'post', count: String(count) });
