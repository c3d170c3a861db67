import type { RequestEvent } from '@sveltejs/kit';
import { AppError } from '$lib/domain/errors';

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

/** The PDFs chosen; a browser sends an empty file when nobody chose any. */
export async function documentsIn(
	form: FormData
): Promise<{ name: string; content: Uint8Array }[]> {
	const files = form
		.getAll('documents')
		.filter((value): value is File => value instanceof File && value.name !== '');
	return Promise.all(
		files.map(async (file) => ({
			name: file.name,
			content: new Uint8Array(await file.arrayBuffer())
		}))
	);
}
