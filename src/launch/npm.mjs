import { runQuietly } from './run-quietly.mjs';

/** Runs npm as this process was run by it; settings that leave out the build tools do not count here. */
export function npm(...args) {
	const env = { ...process.env, NODE_ENV: '', npm_config_omit: '', npm_config_production: '' };
	const cli = process.env.npm_execpath;
	if (cli?.endsWith('npm-cli.js')) return runQuietly(process.execPath, [cli, ...args], { env });
	return runQuietly('npm', args, { env, shell: process.platform === 'win32' });
}
