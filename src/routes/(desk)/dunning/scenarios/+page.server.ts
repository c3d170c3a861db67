import { redirect, type RequestEvent } from '@sveltejs/kit';
import { can } from '$lib/domain/access';
import { LARGEST_SCENARIO_FILE } from '$lib/domain/dunning/scenario-file';
import { AppError } from '$lib/domain/errors';
import { formatBytes } from '$lib/i18n/format';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { filesIn, hadFiles, wordsIn } from '../../../sent-form';
import { formOf } from '../../imports/files-in';

export const load = async (event) => {
	const { frame } = await event.parent();
	return {
		scenarios: await orPage(caller(event).desk.scenarios.list()),
		mayEdit: can(frame.user.role, 'scenarios.edit')
	};
};

const draftOf = (id: string, done = 'created'): never =>
	redirect(303, `/dunning/scenarios/${id}/draft?done=${done}`);

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
		let made: Awaited<ReturnType<ReturnType<typeof caller>['desk']['scenarios']['importFile']>>;
		let lost = false;
		try {
			const form = await formOf(event);
			lost = hadFiles(form, 'file');
			const text = await textIn(form);
			made = await caller(event).desk.scenarios.importFile({ text });
		} catch (thrown) {
			return refuse(thrown, { action: 'importFile' } as Record<string, string>, lost);
		}
		return draftOf(made.scenarioId, made.isRenamed ? 'numbered' : 'created');
	}
};

/** @throws required, file_too_large, body_too_large */
async function textIn(form: FormData): Promise<string> {
	const [file] = await filesIn(form, 'file');
	if (!file) throw new AppError('required', {}, 'file');
	const { name, bytes } = file;
	const max = formatBytes(LARGEST_SCENARIO_FILE);
	if (bytes.length > LARGEST_SCENARIO_FILE)
		throw new AppError('file_too_large', { name, max }, 'file');
	return new TextDecoder().decode(bytes);
}
