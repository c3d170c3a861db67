import { AppError } from '$lib/domain/errors';
import { caller } from '$lib/server/trpc/caller';
import { asAppError, orPage } from '$lib/server/trpc/errors';
import { attachmentResponse } from '$lib/server/trpc/file-response';

export const GET = async (event) =>
	attachmentResponse(
		await orPage(
			caller(event).desk.dunning.letterDraft({ noticeId: event.params.id }).catch(notThere)
		)
	);

/** Of a letter that is written there is no preview any more. */
function notThere(thrown: unknown): never {
	throw asAppError(thrown).code === 'conflict' ? new AppError('not_found') : thrown;
}
