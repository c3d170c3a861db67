import { createHash } from 'node:crypto';
import type { OpenDisputeInput } from '$lib/domain/disputes/schema';

/**
 * SHA-256 of everything a customer sent: under one key, other content is another wish.
 * @param sent the files, as `sentFiles` tells them apart
 * @param typed the form as it was typed, where there is one: what is claimed of an invoice also depends on
 * what is free of it, which the case itself has changed when the form is sent again
 */
export function contentDigest(
	{ items, reasonCode, requestedOutcome, explanation, detail }: OpenDisputeInput,
	sent: string[][],
	typed?: string
): string {
	if (typed !== undefined) return typedDigest(typed, sent);
	const parts = [
		...items.map(({ invoiceId, invoiceLineId, ...figures }) => [
			invoiceId,
			invoiceLineId ?? '',
			String(figures.claimedMinor ?? ''),
			figures.receivedQuantity ?? '',
			String(figures.expectedUnitPriceMinor ?? '')
		]),
		[reasonCode, requestedOutcome, explanation.trim(), (detail ?? '').trim()],
		...sent
	];
	return sha256(JSON.stringify(parts));
}

/** The same of a form nobody has read yet. */
export const typedDigest = (typed: string, sent: string[][]): string =>
	sha256(JSON.stringify([typed, ...sent]));

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');
