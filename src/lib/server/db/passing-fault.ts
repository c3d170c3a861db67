import { AppError } from '$lib/domain/errors';

/** No lock in time, a deadlock, a statement that took too long, two that cannot be put in an order. */
const CODES = new Set(['55P03', '40P01', '57014', '40001']);

/** Whether the same work, begun anew, may succeed: the database is away, or others were in the way. */
export function passes(error: unknown): boolean {
	for (let e = error; e instanceof Error; e = e.cause) {
		if (e instanceof AppError) return e.code === 'unavailable';
		if (CODES.has((e as { code?: string }).code ?? '')) return true;
	}
	return false;
}
