import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { pathInside } from './path-inside';

export const load = async (event) => {
	const { locals, url } = event;
	if (locals.scope?.audience === 'desk') redirect(303, pathInside(url.searchParams.get('next')));
	return {
		next: pathInside(url.searchParams.get('next')),
		done: url.searchParams.get('done'),
		demo: await orPage(caller(event).demo.logins())
	};
};

export const actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const email = String(form.get('email') ?? '');
		const next = pathInside(String(form.get('next') ?? ''));
		let where = next;
		try {
			const { isIn, name, value, attributes } = await caller(event).staff.signIn({
				email,
				password: String(form.get('password') ?? '')
			});
			event.cookies.set(name, value, attributes);
			if (!isIn) where = `/login/second-factor?next=${encodeURIComponent(next)}`;
		} catch (thrown) {
			return refuse(thrown, { email });
		}
		redirect(303, where);
	}
};
