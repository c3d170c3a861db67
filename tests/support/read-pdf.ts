import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Poppler reads what is printed; where it is not installed, tests that read skip themselves. */
export const canReadPdf = (() => {
	try {
		execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
})();

/** The words of each page, in the order of the pages, empty ones included. */
export const pagesOf = (content: Uint8Array): string[] =>
	read(content, ['-layout']).split('\f').slice(0, -1);

/** Where its words begin, in points from the left edge of the paper; below 0 some are not on it. */
export const leftmostOf = (content: Uint8Array): number =>
	Math.min(
		...[...read(content, ['-bbox']).matchAll(/<word xMin="([-\d.]+)"/g)].map(([, x]) => Number(x))
	);

function read(content: Uint8Array, options: readonly string[]): string {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-pdf-'));
	const file = path.join(folder, 'read.pdf');
	try {
		fs.writeFileSync(file, content);
		return execFileSync('pdftotext', [...options, file, '-'], { encoding: 'utf8' });
	} finally {
		fs.rmSync(folder, { recursive: true });
	}
}
