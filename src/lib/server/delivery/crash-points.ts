import { env } from '../env';

/** Where a process may die on the way of one mail, in the order of the way. A test dies at each of them. */
export const CRASH_POINTS = [
	'before_claim',
	'after_claim',
	'connect',
	'mail',
	'rcpt',
	'data',
	'half_body',
	'dot',
	'answered',
	'before_commit',
	'after_commit'
] as const;
/** On that of a group, besides: all of it claimed and none begun. */
export const GROUP_CRASH_POINTS = ['claimed_together'] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

let passed = 0;

/** Dies here when a test asked for it (CRASH_AT, NODE_ENV=test), as `kill -9` would; otherwise nothing. */
export function crashAt(point: CrashPoint | (typeof GROUP_CRASH_POINTS)[number]): void {
	if (!isCrashAsked() || env().CRASH_AT !== point) return;
	if (passed++ >= env().CRASH_SKIP) process.kill(process.pid, 'SIGKILL');
}

export const isCrashAsked = (): boolean =>
	env().CRASH_AT !== undefined && env().NODE_ENV === 'test';

const COMMANDS: readonly [RegExp, CrashPoint][] = [
	[/^MAIL FROM/i, 'mail'],
	[/^RCPT TO/i, 'rcpt'],
	[/^DATA/i, 'data']
];

/** What the mail client tells about its dialogue: dies just after the command left, before any answer. */
export function crashOnTheWire(told: { tnx?: string } | undefined, text: unknown): void {
	const point =
		told?.tnx === 'message'
			? 'dot'
			: told?.tnx === 'client' && COMMANDS.find(([command]) => command.test(String(text)))?.[1];
	// The command is written right after it was told.
	if (point) setImmediate(() => crashAt(point));
}
