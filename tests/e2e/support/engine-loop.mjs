// Runs one command line of the built application again and again in one process: node engine-loop.mjs <times> <command…>
import path from 'node:path';

const { main } = await import(path.resolve(import.meta.dirname, '../../../build/cli/entendu.js'));
const [times, ...command] = process.argv.slice(2);

for (let time = 0; time < Number(times); time++) process.exitCode ||= await main(command);
