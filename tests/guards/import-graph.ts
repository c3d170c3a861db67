import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { parse, ROOT, visit } from './source';

export interface Import {
	from: string;
	/** A file from the root, or the name of a package. */
	to: string;
	/** Gone at run time (`import type`). */
	typeOnly: boolean;
	/** `import()`: loaded when needed, so it closes no circle. */
	lazy: boolean;
}

export function importsOf(file: string): Import[] {
	const found: Import[] = [];
	visit(parse(file), (node) => {
		if (
			(ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
			node.moduleSpecifier &&
			ts.isStringLiteral(node.moduleSpecifier)
		)
			found.push({
				from: file,
				to: resolve(file, node.moduleSpecifier.text),
				typeOnly: isTypeOnly(node),
				lazy: false
			});
		else if (
			ts.isCallExpression(node) &&
			node.expression.kind === ts.SyntaxKind.ImportKeyword &&
			ts.isStringLiteralLike(node.arguments[0]!)
		)
			found.push({
				from: file,
				to: resolve(file, node.arguments[0].text),
				typeOnly: false,
				lazy: true
			});
		else if (
			ts.isImportTypeNode(node) &&
			ts.isLiteralTypeNode(node.argument) &&
			ts.isStringLiteral(node.argument.literal)
		)
			found.push({
				from: file,
				to: resolve(file, node.argument.literal.text),
				typeOnly: true,
				lazy: false
			});
	});
	return found;
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
	if (ts.isExportDeclaration(node)) return node.isTypeOnly;
	if (!node.importClause) return false;
	if (node.importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
	const named = node.importClause.namedBindings;
	if (node.importClause.name || !named || !ts.isNamedImports(named)) return false;
	return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly);
}

function resolve(from: string, specifier: string): string {
	const plain = specifier.split('?')[0]!;
	if (plain.startsWith('$lib/')) return existing(path.posix.join('src/lib', plain.slice(5)));
	if (plain.startsWith('.')) return existing(path.posix.join(path.posix.dirname(from), plain));
	return plain;
}

const existing = (base: string): string =>
	['', '.ts', '.js', '.svelte', '.svelte.ts', '/index.ts']
		.map((ending) => base + ending)
		.find(isFile) ?? base;

const isFile = (file: string): boolean =>
	fs.statSync(path.join(ROOT, file), { throwIfNoEntry: false })?.isFile() ?? false;

/** Every circle of files that need each other to start, each told once. */
export function cycles(imports: Import[]): string[][] {
	const next = new Map<string, string[]>();
	for (const { from, to, typeOnly, lazy } of imports)
		if (!typeOnly && !lazy) next.set(from, [...(next.get(from) ?? []), to]);
	const done = new Set<string>();
	const found: string[][] = [];
	const walk = (file: string, trail: string[]): void => {
		const at = trail.indexOf(file);
		if (at >= 0) return void found.push([...trail.slice(at), file]);
		if (done.has(file)) return;
		for (const target of next.get(file) ?? []) walk(target, [...trail, file]);
		done.add(file);
	};
	for (const file of next.keys()) walk(file, []);
	return found;
}
