import { redrawLogo } from '../../../settings/logo/redraw-logo';
import type { Creditor } from '../creditor';
import { lettering } from './lettering';
import { drawn } from './with-drawings';

const svg = (width: number, height: number, content: string): string =>
	`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`;

/** A gantry that lifts a load, and the name in capitals. */
const gantry = (): string =>
	svg(
		560,
		130,
		`<g fill="#0f5c4d"><rect x="4" y="14" width="112" height="20" rx="4"/><rect x="12" y="34" width="14" height="90"/><rect x="94" y="34" width="14" height="90"/><rect x="57" y="34" width="6" height="34"/></g><rect x="40" y="68" width="40" height="34" rx="4" fill="#b98a2b"/>${lettering('GANTIER', 144, 106, 92, { bold: true, fill: '#14211e' })}`
	);

/** Three firs in a square: a sign without words. */
const firs = (): string =>
	svg(
		160,
		160,
		`<rect width="160" height="160" rx="30" fill="#1b4f8f"/><g fill="#fff"><path d="M80 22 L116 82 H44 Z"/><path d="M80 56 L124 118 H36 Z"/><rect x="72" y="118" width="16" height="22"/></g>`
	);

const LOGOS: Record<string, () => string> = { gantier: gantry, norwood: firs };

/** What the organisations of the demo show beside their name, kept as an upload is. */
export async function drawLogo({ slug }: Creditor): Promise<Uint8Array | null> {
	const draw = LOGOS[slug];
	if (!draw) return null;
	return redrawLogo({ name: 'logo.png', bytes: await drawn(draw()) });
}
