import { test } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';

interface Content {
	name: string;
	buffer: Buffer;
}

/**
 * As people choose what is large: it lies on their disk, and the browser reads it there. Handed over by the test, a
 * megabyte takes a second. @returns the paths
 */
export const fromDisk = (...files: Content[]): string[] =>
	files.map(({ name, buffer }) => {
		const path = test.info().outputPath(name);
		fs.writeFileSync(path, buffer);
		return path;
	});

/** Of a scanner: nothing that could be made smaller. */
export const scan = (name: string, bytes: number): Content => ({
	name,
	buffer: Buffer.concat([PDF, randomBytes(bytes - PDF.length)])
});
const PDF = Buffer.from('%PDF-1.7\n');
