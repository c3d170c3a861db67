export type Value =
	string | number | boolean | null | undefined | readonly (Values | string)[] | Values;
export interface Values {
	readonly [name: string]: Value;
}
export type Fill = (values: Values) => string;
type Escape = (text: string) => string;

/**
 * A template language small enough to trust: `{{name}}`, `{{#name}}…{{/name}}` (once per entry of a
 * list, once for anything else that is there, inside which its own names come first) and
 * `{{^name}}…{{/name}}` (when there is nothing). Every value passes through `escape`; that of
 * `{{=name}}`, which stands in the text of a page, through `escapeText`.
 */
export function parseTemplate(source: string, escape: Escape, escapeText = escape): Fill {
	const tokens = tokensOf(source);
	const nodes = nodesOf(tokens);
	if (tokens.length) throw new Error(`{{/${tokens[0]!.name}}} closes nothing`);
	const escapes = { '': escape, '=': escapeText };
	return (values) => nodes.map((node) => write(node, [values], escapes)).join('');
}

interface Token {
	sign: '' | '=' | '#' | '^' | '/' | 'text';
	name: string;
}
interface Node extends Token {
	children: Node[];
}

/** A section's own line disappears with it. */
const tokensOf = (source: string): Token[] =>
	source
		.replace(/^[ \t]*(\{\{[#^/][\w.]+\}\})[ \t]*\n/gm, '$1')
		.split(/(\{\{[#^/=]?[\w.]+\}\})/)
		.filter(Boolean)
		.map((part) => {
			const [, sign, name] = /^\{\{([#^/=]?)([\w.]+)\}\}$/.exec(part) ?? [];
			return name ? { sign: sign as Token['sign'], name } : { sign: 'text', name: part };
		});

function nodesOf(tokens: Token[], inside?: string): Node[] {
	const nodes: Node[] = [];
	for (let token = tokens[0]; token; token = tokens[0]) {
		if (token.sign === '/' && token.name !== inside) return nodes;
		tokens.shift();
		if (token.sign === '/') return nodes;
		const opens = token.sign === '#' || token.sign === '^';
		nodes.push({ ...token, children: opens ? nodesOf(tokens, token.name) : [] });
	}
	if (inside) throw new Error(`{{#${inside}}} is never closed`);
	return nodes;
}

function write(node: Node, stack: readonly Values[], escapes: Record<'' | '=', Escape>): string {
	if (node.sign === 'text') return node.name;
	const value = valueOf(node.name, stack);
	if (node.sign === '' || node.sign === '=')
		return value == null ? '' : escapes[node.sign](String(value));
	const inner = (values: Values) =>
		node.children.map((child) => write(child, [values, ...stack], escapes)).join('');
	const entries = entriesOf(value);
	if (node.sign === '^') return entries.length ? '' : inner({});
	return entries.map((entry) => inner(typeof entry === 'object' ? entry : { '.': entry })).join('');
}

function valueOf(name: string, stack: readonly Values[]): Value {
	const scope = stack.find((values) => Object.hasOwn(values, name));
	if (!scope)
		throw new Error(`the mail template asks for {{${name}}}, which its view does not give`);
	return scope[name];
}

function entriesOf(value: Value): readonly (Values | string)[] {
	if (Array.isArray(value)) return value;
	if (value === null || value === undefined || value === '' || value === false || value === 0)
		return [];
	return [typeof value === 'object' ? (value as Values) : String(value)];
}
