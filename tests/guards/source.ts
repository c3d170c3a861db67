import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Paths from the root, with `/`, of every source under `folder` that people write. */
export function sourcesUnder(folder: string): string[] {
	return fs
		.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.map((name) => path.posix.join(folder, name.replaceAll('\\', '/')))
		.filter((file) => /\.(ts|mjs|svelte)$/.test(file) && !file.includes('/paraglide/'))
		.filter((file) => !file.endsWith('.test.ts') && !file.endsWith('.d.ts'))
		.sort();
}

export const textOf = (file: string): string => fs.readFileSync(path.join(ROOT, file), 'utf8');

/** The code of a file: of a component, what stands in its script elements and, as expressions, its braces. */
export function parse(file: string): ts.SourceFile {
	const text = file.endsWith('.svelte') ? scriptsOf(textOf(file)) : textOf(file);
	return ts.createSourceFile(
		file,
		text,
		ts.ScriptTarget.Latest,
		true,
		file.endsWith('.mjs') ? ts.ScriptKind.JS : ts.ScriptKind.TS
	);
}

function scriptsOf(component: string): string {
	const scripts = [...component.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(
		(match) => match[1]
	);
	const markup = component.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, '');
	const expressions = [...markup.matchAll(/\{(?![#:/@])([^{}]*)\}/g)].map(
		(match) => `(${match[1]});`
	);
	return [...scripts, ...expressions].join('\n');
}

export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
	see(node);
	node.forEachChild((child) => visit(child, see));
}

/** `src/lib/x.ts:12`, for a message a person can click. */
export function placeOf(node: ts.Node): string {
	const source = node.getSourceFile();
	if (source.fileName.endsWith('.svelte')) return source.fileName;
	return `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
