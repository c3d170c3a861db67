import path from 'node:path';
import { defineConfig } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');

/** The figures as plain modules for Node, with the engine in them: build/bench. Packages stay in node_modules. */
export default defineConfig({
	root,
	publicDir: false,
	resolve: { alias: { $lib: path.join(root, 'src/lib') } },
	define: { 'process.env.NODE_ENV': 'process.env.NODE_ENV' },
	build: {
		ssr: true,
		rolldownOptions: {
			input: { dunning: path.join(root, 'tests/bench/dunning.ts') },
			output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
		},
		outDir: 'build/bench',
		emptyOutDir: true,
		target: 'node20',
		minify: false,
		copyPublicDir: false
	},
	logLevel: 'warn'
});
