import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { env } from '../env';

let key: Buffer | undefined;

/** 256 bits that make the tokens of links: APP_KEY, else a file only this account can read. */
export function appKey(): Buffer {
	return (key ??= env().APP_KEY ? Buffer.from(env().APP_KEY!, 'utf8') : fileKey());
}

function fileKey(): Buffer {
	const file = path.join(env().DATA_DIR, 'app.key');
	fs.mkdirSync(env().DATA_DIR, { recursive: true });
	try {
		fs.writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	return Buffer.from(fs.readFileSync(file, 'utf8').trim(), 'utf8');
}
