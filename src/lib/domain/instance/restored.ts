/** What stands beside the files. */
export interface FilePulse {
	pulse: number;
	/** When it was written, as it says itself. */
	writtenAt: Date;
	/** When its file came to be where it is, as the system says. */
	touchedAt: Date;
}

export interface DatabasePulse {
	pulse: number;
	pulsedAt: Date;
}

/** `database_behind`: it was restored · `files_missing`: it lives elsewhere now · `files_copied`: both were. */
export type HoldReason = 'database_behind' | 'files_missing' | 'files_copied';

/** Replicas start within minutes of each other's beat; a backup is older. */
const FRESH_MS = 5 * 60_000;

/** Whether this installation continues another one: then nothing leaves until a person says so. */
export function heldBecause(
	database: DatabasePulse,
	file: FilePulse | null,
	now: Date
): HoldReason | null {
	if (!file) {
		const age = now.getTime() - database.pulsedAt.getTime();
		return database.pulse > 0 && age > FRESH_MS ? 'files_missing' : null;
	}
	if (file.pulse > database.pulse) return 'database_behind';
	return file.touchedAt.getTime() - file.writtenAt.getTime() > FRESH_MS ? 'files_copied' : null;
}
