import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { writeReading } from './write-reading';

/** Read, and nothing more comes of it here; why is said. @throws mail_note_required, not_found, conflict */
export async function markDone(
	unit: Unit<DeskScope>,
	{ mailId, note }: { mailId: string; note: string }
): Promise<void> {
	if (!note) throw new AppError('mail_note_required', {}, 'note');
	await writeReading(unit, { mailId, deed: 'done', note });
}
