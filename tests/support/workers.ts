import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface Worker {
	process: ChildProcess;
	/** Resolves when it has ended, however. */
	ended: Promise<void>;
}

/** A real process that sends from the outbox of this environment. @returns once it works */
export async function startWorker(
	script: string,
	settings: Record<string, string> = {},
	args: string[] = []
): Promise<Worker> {
	const child = spawn(process.execPath, [script, ...args], {
		env: { ...process.env, LOG: 'silent', ...settings },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const ended = once(child, 'exit').then(() => {});
	await Promise.race([once(child.stdout!, 'data'), ended]);
	return { process: child, ended };
}

export async function killNow({ process: child, ended }: Worker): Promise<void> {
	child.kill('SIGKILL');
	await ended;
}

export async function stopWorker({ process: child, ended }: Worker): Promise<void> {
	child.kill('SIGTERM');
	await ended;
}
