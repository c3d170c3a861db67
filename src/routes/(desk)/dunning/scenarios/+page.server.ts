import { redirect, type RequestEvent } from '@sveltejs/kit';
import { can } from '$lib/domain/access';
import { AppError } from '$lib/domain/errors';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { filesIn, wordsIn } from '../../../sent-form';

export const load = async (event) => {
	const { frame } = await event.parent();
	return {
		scenarios: await orPage(caller(event).desk.scenarios.list()),
		mayEdit: can(frame.user.role, 'scenarios.edit')
	};
};

const draftOf = (id: string): never => redirect(303, `/dunning/scenarios/${id}/draft?done=created`);

export const actions = {
	create: async (event: RequestEvent) => {
		const words = wordsIn(await event.request.formData());
		let id: string;
		try {
			const made = { name: words.name ?? '', like: words.like ?? 'usual' };
			({ scenarioId: id } = await caller(event).desk.scenarios.create(made as never));
		} catch (thrown) {
			return refuse(thrown, { ...words, action: 'create' });
		}
		return draftOf(id);
	},
	importFile: async (event: RequestEvent) => {
		let id: string;
		try {
			const [file] = await filesIn(await event.request.formData(), 'file');
			if (!file) throw new AppError('required', {}, 'file');
			const text = new TextDecoder().decode(file.bytes);
			({ scenarioId: id } = await caller(event).desk.scenarios.importFile({ text }));
		} catch (thrown) {
			return refuse(thrown, { action: 'importFile' } as Record<string, string>);
		}
		return draftOf(id);
	}
};
