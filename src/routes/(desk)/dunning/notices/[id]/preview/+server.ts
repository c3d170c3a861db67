import { error } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { asAppError, orPage } from '$lib/server/trpc/errors';
import { attachmentResponse } from '$lib/server/trpc/file-response';

export const GET = async (event) => attachmentResponse(await orPage(previewOf(event)));

/** Of a letter that is written there is no preview any more. */
const previewOf = (event: Parameters<typeof caller>[0] & { params: { id: string } }) =>
	caller(event)
		.desk.dunning.letterDraft({ noticeId: event.params.id })
		.catch((thrown: unknown) => {
			if (asAppError(thrown).code === 'conflict') error(404);
			throw thrown;
		});
