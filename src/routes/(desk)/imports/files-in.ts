import type { RequestEvent } from '@sveltejs/kit';
import { AppError } from '$lib/domain/errors';
import { filesIn } from '../../sent-form';

/** The form sent; what is too large for the server to take is refused in words. */
export async function formOf({ request }: RequestEvent): Promise<FormData> {
	try {
		return await request.formData();
	} catch (fault) {
		throw (fault as { status?: number }).status === 413
			? new AppError('body_too_large', {}, 'file')
			: fault;
	}
}

/** The PDFs chosen. */
export const documentsIn = async (
	form: FormData
): Promise<{ name: string; content: Uint8Array }[]> =>
	(await filesIn(form, 'documents')).map(({ name, bytes }) => ({ name, content: bytes }));
