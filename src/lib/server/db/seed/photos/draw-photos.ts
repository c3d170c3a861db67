import sharp from 'sharp';
import type { Creditor } from '../creditor';
import { crushedPallet, halfPallet, leakingDrum, tornBox, wrongLabel } from './goods';
import { deliveryNote, quotation } from './papers';
import { withDrawings } from './with-drawings';

export type PhotoName =
	| 'crushed-pallet'
	| 'torn-box'
	| 'leaking-drum'
	| 'half-pallet'
	| 'wrong-label'
	| 'delivery-note'
	| 'quotation';
export type Photos = Record<PhotoName, { photo: Uint8Array; thumbnail: Uint8Array }>;

/** What customers photograph, as a telephone would give it: drawn once per organisation. */
export async function drawPhotos(creditor: Creditor): Promise<Photos> {
	const drawings: Record<PhotoName, string> = {
		'crushed-pallet': crushedPallet(),
		'torn-box': tornBox(),
		'leaking-drum': leakingDrum(creditor.language),
		'half-pallet': halfPallet(),
		'wrong-label': wrongLabel(creditor.language),
		'delivery-note': deliveryNote(creditor),
		quotation: quotation(creditor)
	};
	const taken = await withDrawings(() =>
		Promise.all(
			Object.entries(drawings).map(async ([name, svg]) => [name, await takePhoto(svg)] as const)
		)
	);
	return Object.fromEntries(taken) as Photos;
}

async function takePhoto(svg: string): Promise<Photos[PhotoName]> {
	const { data, info } = await sharp(Buffer.from(svg))
		.flatten({ background: '#777' })
		.raw()
		.toBuffer({ resolveWithObject: true });
	const grain = await grainOf(info.width, info.height);
	const photo = await sharp(data, { raw: info })
		.composite([{ input: grain, blend: 'soft-light' }])
		.blur(0.7)
		.jpeg({ quality: 78, mozjpeg: true })
		.toBuffer();
	const thumbnail = await sharp(photo)
		.resize(320, 320, { fit: 'inside' })
		.jpeg({ quality: 74 })
		.toBuffer();
	return { photo, thumbnail };
}

/** The noise of a small sensor in poor light. */
const grainOf = (width: number, height: number): Promise<Buffer> =>
	sharp({
		create: {
			width,
			height,
			channels: 3,
			background: '#808080',
			noise: { type: 'gaussian', mean: 128, sigma: 22 }
		}
	})
		.png({ compressionLevel: 1 })
		.toBuffer();
