import { redirect, type RequestEvent } from '@sveltejs/kit';
import { AppError } from '$lib/domain/errors';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { filesIn, wordsIn } from '../../../sent-form';

export const load = async (event) => ({
	brand: await orPage(caller(event).desk.settings.brand()),
	done: event.url.searchParams.get('done')
});

type Door = ReturnType<typeof caller>['desk']['settings'];

/** One press of a button: one procedure, then the page again. */
const action =
	(name: string, work: (door: Door, form: FormData) => Promise<unknown>) =>
	async (event: RequestEvent) => {
		const form = await event.request.formData();
		try {
			await work(caller(event).desk.settings, form);
		} catch (thrown) {
			return refuse(thrown, { ...wordsIn(form), action: name });
		}
		redirect(303, `/settings/brand?done=${name}`);
	};

export const actions = {
	accent: action('accent', (door, form) =>
		door.changeAccent({ accent: String(form.get('accent') ?? '') })
	),
	payPage: action('payPage', (door, form) =>
		door.changePayPage({ payPage: String(form.get('payPage') ?? '') })
	),
	logo: action('logo', async (door, form) => {
		const [file] = await filesIn(form, 'logo');
		if (!file) throw new AppError('required', {}, 'logo');
		await door.changeLogo(file);
	}),
	removeLogo: action('removeLogo', (door) => door.removeLogo())
};
