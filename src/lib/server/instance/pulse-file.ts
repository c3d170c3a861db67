import fs from 'node:fs';
import path from 'node:path';
import type { FilePulse } from '$lib/domain/instance/restored';
import { machineNow } from '../clock';
import { env } from '../env';

const fileOf = () => path.join(env().DATA_DIR, 'pulse.json');

/** Null when the files have none yet. */
export function readPulse(): FilePulse | null {
	try {
		const { pulse, at } = JSON.parse(fs.readFileSync(fileOf(), 'utf8')) as Record<string, unknown>;
		if (typeof pulse !== 'number' || typeof at !== 'string') return null;
		// The system sets it whenever a file is made, and no program can turn it back.
		return { pulse, writtenAt: new Date(at), touchedAt: fs.statSync(fileOf()).ctime };
	} catch {
		return null;
	}
}

/** Under a name of its own first: another replica writes the same file. */
export function writePulse(pulse: number): void {
	const part = `${fileOf()}.${process.pid}.part`;
	fs.mkdirSync(env().DATA_DIR, { recursive: true });
	fs.writeFileSync(part, JSON.stringify({ pulse, at: machineNow().toISOString() }));
	fs.renameSync(part, fileOf());
}
