import { expect, test } from '@playwright/test';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { expectSound, house, signIn, words } from './support/desk';

interface Manifest {
	case: string;
	files: { path: string; sha256: string }[];
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('whoever has to prove a case saves it as one archive, and nothing in it opens anything', async ({
	page
}) => {
	await signIn(page, house().collector);
	await page.goto('/disputes');
	await page.locator('tbody a[href^="/disputes/"]').first().click();
	await expect(page).toHaveURL(/\/disputes\/LIT-/);
	await expectSound(page);
	const reference = /LIT-\d{4}-\d{6}/.exec(page.url())![0];

	const saving = page.waitForEvent('download');
	await page.getByRole('button', { name: words('desk').desk_proof_take! }).click();
	const saved = await saving;
	const name = words('desk').desk_proof_file!.replace('{reference}', reference);
	expect(saved.suggestedFilename()).toBe(name);

	const inside = unzipSync(new Uint8Array(fs.readFileSync(await saved.path())));
	const manifest = JSON.parse(strFromU8(inside['manifest.json']!)) as Manifest;
	expect(manifest.case).toBe(reference);
	const { 'manifest.json': own, ...files } = inside;
	expect(own!.length).toBeGreaterThan(0);
	const fingerprints = Object.entries(files).map(([path, bytes]) => [path, sha256(bytes)]);
	expect(Object.fromEntries(fingerprints)).toEqual(
		Object.fromEntries(manifest.files.map((file) => [file.path, file.sha256]))
	);
	const texts = Object.entries(files).filter(([path]) => /\.(txt|csv|json|html|eml)$/.test(path));
	expect(texts.length).toBeGreaterThan(3);
	for (const [path, bytes] of texts)
		expect(withoutImages(strFromU8(bytes)), path).not.toMatch(/\/(p|r)\/[\w-]{16,}/);
});

/** In base64 a picture may bear any letters, those of an address too. */
const withoutImages = (text: string): string =>
	text.replace(/data:image\/[\w+]+;base64,[\w+/=]+/g, '');
