import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, test } from 'vitest';

const MODULE = path.resolve('src/launch/closed-pipe.mjs');

/** A program that says much to somebody who reads one line and leaves; its exit code and its complaints. */
async function saidToAReaderWhoLeaves(first: string) {
	const program = `${first}
		for (let line = 0; line < 20000; line++) process.stdout.write('line ' + line + '\\n');
		setTimeout(() => process.stdout.write('last', () => { process.exitCode = 3; }), 50);`;
	const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
	let complaints = '';
	child.stderr.on('data', (text: Buffer) => (complaints += text.toString()));
	child.stdout.once('data', () => child.stdout.destroy());
	const [code] = (await once(child, 'close')) as [number | null];
	return { code, complaints };
}

test('a command whose reader leaves ends in its own way, without a word', async () => {
	const asIs = await saidToAReaderWhoLeaves('');
	expect(asIs.complaints).toContain('EPIPE');
	const borne = await saidToAReaderWhoLeaves(
		`import { bearClosedPipe } from ${JSON.stringify(MODULE)}; bearClosedPipe();`
	);
	expect(borne).toEqual({ code: 3, complaints: '' });
});
