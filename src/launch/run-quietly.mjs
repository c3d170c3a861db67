import { spawn } from 'node:child_process';
import { whenShellEnds } from './processes.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const isWindows = process.platform === 'win32';

/** The person, or whoever started us, stopped the work. */
export class Interrupted extends Error {
	constructor(signal) {
		super('interrupted');
		this.signal = signal;
	}
}

/**
 * Runs a program whose words matter only when it fails: the error then carries all of them in `output`.
 * A signal that ends us ends it too, with everything it started: it has a process group of its own.
 * @throws {Interrupted}
 */
export function runQuietly(command, args, options = {}) {
	return new Promise((done, fail) => {
		let signal = null;
		// Before it starts: a signal that comes between the two would leave it behind.
		const release = onSignal((received) => {
			signal = received;
			kill(child);
		});
		const child = spawn(command, args, {
			...options,
			stdio: ['ignore', 'pipe', 'pipe'],
			detached: !isWindows
		});
		const output = collect(child.stdout, child.stderr);
		child.once('error', (error) => fail((release(), error)));
		child.once('close', (code) => {
			release();
			if (signal) fail(new Interrupted(signal));
			else if (code === 0) done();
			else fail(failure([command, ...args], code, output()));
		});
	});
}

function collect(...streams) {
	const chunks = [];
	for (const stream of streams) stream.on('data', (chunk) => chunks.push(chunk));
	return () => Buffer.concat(chunks).toString();
}

/** @returns what undoes it */
function onSignal(listener) {
	for (const name of SIGNALS) process.on(name, listener);
	const undo = whenShellEnds(() => listener('SIGTERM'));
	return () => {
		for (const name of SIGNALS) process.off(name, listener);
		undo();
	};
}

function kill(child) {
	if (isWindows) return void child.kill();
	try {
		process.kill(-child.pid, 'SIGTERM');
	} catch {
		// It has just ended by itself.
	}
}

const failure = (words, code, output) =>
	Object.assign(new Error(`"${words.join(' ')}" ended with ${code ?? 'a signal'}`), { output });
