import { storeFileIn } from '../../files';
import type { DraftCase } from './draft-case';
import type { PhotoName, Photos } from './photos/draw-photos';
import type { Sketch } from './sketch';

/** Photos that show what each explanation says. */
const SHOWN: Record<string, readonly (readonly PhotoName[])[]> = {
	price_unit: [['quotation'], [], ['quotation']],
	quantity_short: [['delivery-note'], [], ['half-pallet', 'delivery-note']],
	delivery_incomplete: [[], [], ['half-pallet']],
	goods_damaged: [['crushed-pallet', 'torn-box'], ['leaking-drum'], ['wrong-label']]
};

export async function addAttachments(
	sketch: Sketch,
	draft: DraftCase,
	photos: Photos
): Promise<void> {
	const names = SHOWN[draft.plan.reason]?.[draft.variant] ?? [];
	for (const [index, name] of names.entries()) await addPhoto(sketch, draft, photos, name, index);
}

async function addPhoto(
	sketch: Sketch,
	draft: DraftCase,
	photos: Photos,
	name: PhotoName,
	index: number
): Promise<void> {
	const first = draft.steps[0]!;
	const { photo, thumbnail } = photos[name];
	const stored = await storeFileIn(sketch.unit, photo);
	const small = await storeFileIn(sketch.unit, thumbnail);
	sketch.add('attachment', {
		...draft.of,
		name: `IMG_${first.on.replaceAll('-', '')}_${String(first.at.getUTCHours() * 100 + first.at.getUTCMinutes() + index).padStart(4, '0')}.jpg`,
		mime: 'image/jpeg',
		...stored,
		thumbnailKey: small.storageKey,
		audience: 'customer',
		uploadedByKind: 'customer',
		uploadedByName: draft.raisedBy.name,
		uploadedAt: first.at
	});
}
