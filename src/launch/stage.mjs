import { Interrupted } from './run-quietly.mjs';

/** Seen from the first start to the last: what is being done, and how long it took. */
let open = false;
// Ctrl-C in the middle of a line: the prompt of the shell starts on its own.
process.once('exit', () => open && process.stderr.write('stopped\n'));

/**
 * One line per stage, on standard error: standard output belongs to the command that was typed.
 * What the work says meanwhile follows its line.
 * @template T
 * @param {string} name
 * @param {(say: (text: string) => void) => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function stage(name, work) {
	const started = performance.now();
	const said = [];
	open = true;
	process.stderr.write(`  ${name}… `);
	try {
		const made = await work((text) => said.push(text));
		end(`${seconds(performance.now() - started)}\n`);
		return made;
	} catch (error) {
		end(error instanceof Interrupted ? 'stopped\n' : 'failed\n');
		throw error;
	} finally {
		for (const text of said) process.stderr.write(`    ${text}\n`);
	}
}

function end(text) {
	open = false;
	process.stderr.write(text);
}

const seconds = (ms) => (ms < 9_950 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`);
