import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { freePort, ROOT } from './portal-server';

/** Inside this folder, so that it is built and served by the very packages the application uses. */
const FOLDER = path.join(ROOT, '.cache/empty-page');
const VITE = path.join(ROOT, 'node_modules/vite/bin/vite.js');
const FILES: Record<string, string> = {
	'package.json': '{"type":"module"}',
	'svelte.config.js':
		"import adapter from '@sveltejs/adapter-node'; export default { kit: { adapter: adapter() } };",
	'vite.config.js':
		"import { sveltekit } from '@sveltejs/kit/vite'; export default { plugins: [sveltekit()] };",
	'src/app.html':
		'<!doctype html><html lang="en"><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>',
	'src/routes/+page.ts': 'export const csr = false;',
	'src/routes/+page.svelte': '<h1>Empty</h1>'
};

/** A SvelteKit page with nothing on it, in a process of its own. */
export async function startEmptyPage() {
	for (const [name, content] of Object.entries(FILES)) {
		fs.mkdirSync(path.dirname(path.join(FOLDER, name)), { recursive: true });
		fs.writeFileSync(path.join(FOLDER, name), content);
	}
	// Kit looks for its settings in the folder it is run in.
	execFileSync(process.execPath, [VITE, 'build', '--logLevel', 'error'], { cwd: FOLDER });
	const port = await freePort();
	const server = spawn(process.execPath, ['build/index.js'], {
		cwd: FOLDER,
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', NODE_ENV: 'production' }
	});
	await once(server.stdout, 'data');
	return {
		address: `http://127.0.0.1:${port}/`,
		close: async () => {
			const ended = once(server, 'exit');
			server.kill('SIGKILL');
			await ended;
		}
	};
}
