import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { upload } from '../db/schema/attachments';

export type Upload = typeof upload.$inferSelect;

/** A file on its way through this very link. @throws not_found */
export async function uploadById(unit: Unit<PortalScope>, id: string): Promise<Upload> {
	const [row] = await uploadsByIds(unit, [id]);
	if (!row) throw new AppError('not_found');
	return row;
}

export const uploadsByIds = (unit: Unit<PortalScope>, ids: readonly string[]): Promise<Upload[]> =>
	unit.tx
		.select()
		.from(upload)
		.where(
			and(
				ofCustomer(unit, ids),
				eq(upload.linkId, unit.scope.holder.linkId),
				ne(upload.storageKey, SWEPT)
			)
		);

/** In place of its file, once that is swept: what it was is remembered, for a form that is sent again. */
export const SWEPT = '';

/** The same through any link of the customer, though their files may be swept. */
export const uploadsOnceSent = (unit: Unit<PortalScope>, ids: readonly string[]) =>
	unit.tx.select().from(upload).where(ofCustomer(unit, ids));

const ofCustomer = ({ scope }: Unit<PortalScope>, ids: readonly string[]) =>
	and(
		eq(upload.organisationId, scope.organisationId),
		eq(upload.customerId, scope.customerId),
		inArray(upload.id, [...ids])
	);

/** Of those files, the ones that are all here and wait for their form, in the order asked for. */
export async function keptUploads(unit: Unit<PortalScope>, ids: readonly string[]) {
	const found = ids.length > 0 ? await uploadsByIds(unit, ids) : [];
	return ids.flatMap((id) => {
		const file = found.find((one) => one.id === id && one.completedAt && !one.claimedAt);
		return file ? [{ id, name: file.name, bytes: file.bytesTotal }] : [];
	});
}

/** What this link began and no form has taken. */
export const uploadsUnderWay = (unit: Unit<PortalScope>): Promise<Upload[]> =>
	unit.tx
		.select()
		.from(upload)
		.where(
			and(
				eq(upload.organisationId, unit.scope.organisationId),
				eq(upload.customerId, unit.scope.customerId),
				eq(upload.linkId, unit.scope.holder.linkId),
				isNull(upload.claimedAt)
			)
		)
		.orderBy(asc(upload.id));

/** What the sender needs to go on. */
export const progressOf = ({ id, bytesHere, bytesTotal }: Upload) => ({
	id,
	offset: bytesHere,
	total: bytesTotal
});
export type UploadProgress = ReturnType<typeof progressOf>;
