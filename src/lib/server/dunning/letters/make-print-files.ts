import type { Sides } from '$lib/domain/dunning/print-order';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { makePrintFile } from './make-print-file';
import { runsToPrint } from './print-files';

/**
 * Everything that waits, a file for each run: letters confirmed together may be of several days.
 * @throws letters_overtaken when nothing can be printed
 */
export async function makePrintFiles(
	unit: Unit<InsideScope>,
	sides: Sides
): Promise<{ files: number; leftOut: number }> {
	const done = { files: 0, leftOut: 0 };
	let refused: AppError | null = null;
	for (const { runId, letters } of await runsToPrint(unit)) {
		const made = await orRefused(() => makePrintFile(unit, { runId, sides }));
		if (made instanceof AppError) refused = made;
		done.files += made && !(made instanceof AppError) ? 1 : 0;
		done.leftOut += made instanceof AppError ? letters : (made?.leftOut ?? 0);
	}
	if (refused && done.files === 0) throw refused;
	return done;
}

/** A run whose letters all ask for too much leaves the others alone. */
async function orRefused<T>(work: () => Promise<T>): Promise<T | AppError> {
	try {
		return await work();
	} catch (thrown) {
		if (thrown instanceof AppError && thrown.code === 'letters_overtaken') return thrown;
		throw thrown;
	}
}
