import { redirect } from '@sveltejs/kit';
import { can } from '$lib/domain/access';
import { m } from '$lib/i18n/paraglide/messages';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';

export const load = async (event) => {
	const { frame } = await event.parent();
	return {
		...(await orPage(caller(event).desk.templates.list())),
		mayEdit: can(frame.user.role, 'templates.edit')
	};
};

export const actions = {
	create: async (event) => {
		const form = await event.request.formData();
		const standard = form.get('standard') === 'yes';
		const name = standard ? m.templates_standard_name() : String(form.get('name') ?? '');
		let key: string;
		try {
			({ key } = await caller(event).desk.templates.create({ name, standard }));
		} catch (thrown) {
			return refuse(thrown, { name });
		}
		redirect(303, `/dunning/templates/${key}`);
	}
};
