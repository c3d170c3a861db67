import { json } from '@sveltejs/kit';
import { AppError } from '$lib/domain/errors';
import { caller } from '$lib/server/trpc/caller';
import { progressHeaders, refusedUpload } from './answers';
import type { RequestHandler } from './$types';

/** What was begun through this link and is not whole, or in no form yet. */
export const GET: RequestHandler = async (event) => {
	try {
		return json(await caller(event).portal.uploads.list());
	} catch (thrown) {
		return refusedUpload(thrown);
	}
};

/** Announces a large file: its name, its size, its SHA-256 and a key that makes asking twice one upload. */
export const POST: RequestHandler = async (event) => {
	try {
		const { name, bytes, sha256, key } = await announced(event.request);
		const begun = await caller(event).portal.uploads.begin({
			name: String(name ?? ''),
			bytes: Number(bytes),
			...(typeof sha256 === 'string' && sha256 && { sha256 }),
			idempotencyKey: String(key ?? '')
		});
		return json(begun, { status: 201, headers: progressHeaders(begun) });
	} catch (thrown) {
		return refusedUpload(thrown);
	}
};

/** @throws invalid_input for what is no object in JSON */
async function announced(request: Request): Promise<Record<string, unknown>> {
	const said: unknown = await request.json().catch(() => null);
	if (typeof said !== 'object' || said === null)
		throw new AppError('invalid_input', { field: 'body' });
	return said as Record<string, unknown>;
}
