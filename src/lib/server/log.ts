import { env } from './env';
import { machineNow } from './clock';

type Level = 'info' | 'warn' | 'error';

/** Links carry their secret in the path; it never reaches a log. */
export const redact = (text: string): string =>
	text
		.replace(/\/(p|r|invitation|login\/reset)\/[A-Za-z0-9_-]{16,}/g, '/$1/[link]')
		.replace(/[A-Za-z0-9_-]{43,}/g, '[secret]');

/** One JSON line per event on standard output. */
export function log(level: Level, event: string, data: Record<string, unknown> = {}): void {
	if (env().LOG === 'silent') return;
	const line = JSON.stringify({ at: machineNow().toISOString(), level, event, ...data }, (_, v) =>
		typeof v === 'bigint'
			? v.toString()
			: v instanceof Error
				? { name: v.name, message: v.message, stack: v.stack }
				: v
	);
	process.stdout.write(redact(line) + '\n');
}
