import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { readStoredFile } from '../files';
import { attachmentsOf, type Attachment } from './queries';

const MOST_PHOTOS = 3;
/** A mail stays one that a phone fetches on the road. */
const MOST_BYTES = 60_000;

/**
 * The first photos a customer added to a case, small, for whoever is asked about it: JPEG as base64url. What the antivirus has not let
 * through is left out, and so is what cannot be read: the page behind the link shows it, and the mail leaves.
 */
export async function photosToMail(unit: Unit<Scope>, disputeId: string): Promise<string[]> {
	const files = await attachmentsOf(unit, disputeId);
	const photos = await Promise.all(files.filter(isShown).slice(0, MOST_PHOTOS).map(smallOne));
	return photos.flatMap((photo) =>
		photo && photo.length <= MOST_BYTES ? photo.toString('base64url') : []
	);
}

const isShown = ({ thumbnailKey, scan, uploadedByKind }: Attachment) =>
	uploadedByKind === 'customer' && thumbnailKey !== null && scan === 'clean';

const smallOne = ({ thumbnailKey }: Attachment): Promise<Buffer | null> =>
	readStoredFile(thumbnailKey!).then(Buffer.from, () => null);
