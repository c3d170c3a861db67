import fs from 'node:fs/promises';
import path from 'node:path';
import { minify } from 'terser';
import type { Plugin } from 'vite';

/** The scripts of read pages are written to be read; what a telephone fetches of them is what runs. */
export function leanScripts(folder: string): Plugin {
	return {
		name: 'lean-scripts',
		apply: 'build',
		async writeBundle({ dir }) {
			if (this.environment.config.consumer !== 'client') return;
			const names = (await fs.readdir(folder)).filter((name) => name.endsWith('.js'));
			await Promise.all(
				names.map((name) => lighten(path.join(folder, name), path.join(dir!, name)))
			);
		}
	};
}

async function lighten(from: string, to: string): Promise<void> {
	const { code } = await minify(await fs.readFile(from, 'utf8'), { ecma: 2020 });
	await fs.writeFile(to, code!);
}
