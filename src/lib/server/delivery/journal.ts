import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { DAY_MS } from '$lib/domain/calendar';
import { now } from '../clock';
import { env } from '../env';
import type { SystemScope } from '../auth/scope';
import { log } from '../log';
import { pulseNow } from '../instance/pulse';

/**
 * What left, beside the files: a database restored from a backup has forgotten it. One line per mail
 * (beat, instant, hash of its name), one file per day; nobody can be read in it.
 */
export function noteLeft(scope: SystemScope, { name }: { name: string }): void {
	const at = now().toISOString();
	try {
		fs.mkdirSync(folder(), { recursive: true });
		const line = [pulseNow(), at, keyOf(scope.organisationId, name)].join('\t');
		fs.appendFileSync(path.join(folder(), `${at.slice(0, 10)}.tsv`), `${line}\n`);
	} catch (error) {
		// The letter left all the same.
		log('error', 'delivery.journal_failed', { error });
	}
}

const folder = () => path.join(env().DATA_DIR, 'left');
const forgottenFile = () => path.join(folder(), 'forgotten.json');

/** What left since that beat is kept apart: the database does not know it. @returns how many */
export function keepForgotten(sincePulse: number): number {
	const known = readForgotten();
	for (const { pulse, at, key } of journal()) if (pulse >= sincePulse) known[key] = at;
	fs.mkdirSync(folder(), { recursive: true });
	fs.writeFileSync(forgottenFile(), JSON.stringify(known));
	return Object.keys(known).length;
}

/** Whether there is anything to ask about: no database was put back here, or nothing had left since. */
export const isAnythingForgotten = (): boolean => Object.keys(readForgotten()).length > 0;

/** When a mail of this name left before the restoration; null when it did not. */
export function forgottenSince(organisationId: string, name: string): Date | null {
	const at = readForgotten()[keyOf(organisationId, name)];
	return at ? new Date(at) : null;
}

const keyOf = (organisationId: string, name: string): string =>
	createHash('sha256').update(`${organisationId} ${name}`).digest('hex');

let read: { file: string; mtimeMs: number; known: Record<string, string> } | undefined;

/** Read again only when it changed. */
function readForgotten(): Record<string, string> {
	const file = forgottenFile();
	const mtimeMs = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs;
	if (mtimeMs === undefined) return {};
	if (read?.file !== file || read.mtimeMs !== mtimeMs)
		read = { file, mtimeMs, known: JSON.parse(fs.readFileSync(file, 'utf8')) };
	return read.known;
}

const KEPT_DAYS = 60;

/** No backup that old is put back. */
export function pruneJournal(): void {
	if (!fs.existsSync(folder())) return;
	const oldest = new Date(now().getTime() - KEPT_DAYS * DAY_MS).toISOString().slice(0, 10);
	for (const file of fs.readdirSync(folder()))
		if (file.endsWith('.tsv') && file < oldest)
			fs.rmSync(path.join(folder(), file), { force: true });
}

function* journal() {
	if (!fs.existsSync(folder())) return;
	for (const file of fs.readdirSync(folder()).filter((name) => name.endsWith('.tsv')))
		for (const line of fs.readFileSync(path.join(folder(), file), 'utf8').split('\n')) {
			const [pulse, at, key] = line.split('\t');
			if (at && key) yield { pulse: Number(pulse), at, key };
		}
}
