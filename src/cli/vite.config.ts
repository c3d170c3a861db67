import path from 'node:path';
import { defineConfig } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');

/** The command line as plain modules for Node, beside the server: build/cli. Packages stay in node_modules. */
export default defineConfig({
	root,
	publicDir: false,
	resolve: { alias: { $lib: path.join(root, 'src/lib') } },
	define: { 'process.env.NODE_ENV': 'process.env.NODE_ENV' },
	build: {
		ssr: 'src/cli/entendu.ts',
		outDir: 'build/cli',
		emptyOutDir: true,
		target: 'node20',
		minify: false,
		copyPublicDir: false,
		rolldownOptions: {
			output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
		}
	},
	logLevel: 'warn'
});
