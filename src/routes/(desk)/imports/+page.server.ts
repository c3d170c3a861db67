import { redirect, type RequestEvent } from '@sveltejs/kit';
import { AppError } from '$lib/domain/errors';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { filesIn, hadFiles } from '../../sent-form';
import { documentsIn, formOf } from './files-in';

export const load = async (event) => ({ imports: await orPage(caller(event).desk.imports.list()) });

export const actions = {
	upload: async (event) => {
		let id: string;
		let lost = false;
		try {
			const form = await formOf(event);
			lost = hadFiles(form, 'file');
			const [file] = await filesIn(form, 'file');
			if (!file) throw new AppError('required', {}, 'file');
			({ id } = await caller(event).desk.imports.upload({ name: file.name, content: file.bytes }));
		} catch (thrown) {
			return refuse(thrown, { action: 'upload' }, lost);
		}
		redirect(303, `/imports/${id}`);
	},
	attach: async (event) => {
		let lost = false;
		try {
			const form = await formOf(event);
			lost = hadFiles(form, 'documents');
			const documents = await documentsIn(form);
			if (documents.length === 0) throw new AppError('required', {}, 'documents');
			return { attached: await caller(event).desk.imports.attach({ documents }) };
		} catch (thrown) {
			return refuse(thrown, { action: 'attach' }, lost);
		}
	},
	removeProfile: async (event: RequestEvent) => {
		try {
			await caller(event).desk.imports.removeProfile({
				id: String((await formOf(event)).get('id'))
			});
		} catch (thrown) {
			return refuse(thrown, { action: 'removeProfile' });
		}
		redirect(303, '/imports');
	}
};
