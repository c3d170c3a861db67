import { redirect, type RequestEvent } from '@sveltejs/kit';
import { AppError } from '$lib/domain/errors';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { documentsIn, formOf } from './files-in';

export const load = async (event) => ({ imports: await orPage(caller(event).desk.imports.list()) });

export const actions = {
	upload: async (event) => {
		let id: string;
		try {
			const file = (await formOf(event)).get('file');
			if (!(file instanceof File) || (file.size === 0 && file.name === ''))
				throw new AppError('required', {}, 'file');
			const content = new Uint8Array(await file.arrayBuffer());
			({ id } = await caller(event).desk.imports.upload({ name: file.name, content }));
		} catch (thrown) {
			return refuse(thrown, { action: 'upload' });
		}
		redirect(303, `/imports/${id}`);
	},
	attach: async (event) => {
		try {
			const documents = await documentsIn(await formOf(event));
			if (documents.length === 0) throw new AppError('required', {}, 'documents');
			return { attached: await caller(event).desk.imports.attach({ documents }) };
		} catch (thrown) {
			return refuse(thrown, { action: 'attach' });
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
