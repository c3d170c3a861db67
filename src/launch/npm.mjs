import { execFileSync } from 'node:child_process';

/** Standard output belongs to the command that was typed: `report --format json` is read by programs. */
const TO_STANDARD_ERROR = ['inherit', 2, 2];

/** Runs npm as this process was run by it; settings that leave out the build tools do not count here. */
export function npm(...args) {
	const env = { ...process.env, NODE_ENV: '', npm_config_omit: '', npm_config_production: '' };
	const cli = process.env.npm_execpath;
	if (cli?.endsWith('npm-cli.js'))
		execFileSync(process.execPath, [cli, ...args], { stdio: TO_STANDARD_ERROR, env });
	else
		execFileSync('npm', args, {
			stdio: TO_STANDARD_ERROR,
			env,
			shell: process.platform === 'win32'
		});
}
