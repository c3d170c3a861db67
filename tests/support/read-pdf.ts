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
export function pagesOf(content: Uint8Array): string[] {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-pdf-'));
	const file = path.join(folder, 'read.pdf');
	try {
		fs.writeFileSync(file, content);
		const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
		return text.split('\f').slice(0, -1);
	} finally {
		fs.rmSync(folder, { recursive: true });
	}
}
