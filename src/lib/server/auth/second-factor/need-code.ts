import { AppError } from '$lib/domain/errors';

/** Nothing typed is no wrong guess. @throws code_required */
export function needCode(typed: string): void {
	if (!typed.trim()) throw new AppError('code_required', {}, 'code');
}
