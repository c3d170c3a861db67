/* How a photo is made smaller on the customer's device: one rule for every form, fetched with the first photo. */

/** Photos on a phone are ten times larger than anyone needs to see a scratch. */
const WIDEST = 1600;
/** Below, a drawing or a screenshot stays a PNG: letters stay sharp. */
const SMALL_ENOUGH = 600_000;

/** As it leaves, and whether this device can tell that nobody will open it: said beside it before it is sent. */
export async function looked(file) {
	if (file.type === 'application/pdf')
		return { file, isBroken: (await file.slice(0, 5).text()) !== '%PDF-' };
	return redrawn(file).then(
		(small) => ({ file: small, isBroken: false }),
		// Any other failure is the browser's own: an old one cannot draw what the server can.
		({ name }) => ({ file, isBroken: name === 'InvalidStateError' })
	);
}

/** Drawn again, however small it is: where it was taken is gone before it leaves the device. */
async function redrawn(file) {
	if (!file.type.startsWith('image/')) return file;
	const type = file.type === 'image/png' && file.size <= SMALL_ENOUGH ? file.type : 'image/jpeg';
	const pixels = await pixelsOf(file, type);
	const name = file.name.replace(/\.\w+$/, '') + (type === 'image/png' ? '.png' : '.jpg');
	return pixels ? new File([pixels], name, { type }) : file;
}

async function pixelsOf(file, type) {
	const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
	const scale = Math.min(1, WIDEST / Math.max(bitmap.width, bitmap.height));
	const canvas = document.createElement('canvas');
	canvas.width = Math.round(bitmap.width * scale);
	canvas.height = Math.round(bitmap.height * scale);
	const pen = canvas.getContext('2d');
	if (!pen) return null;
	if (type === 'image/jpeg') {
		// What was see-through would come out black.
		pen.fillStyle = '#fff';
		pen.fillRect(0, 0, canvas.width, canvas.height);
	}
	pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
	bitmap.close();
	return new Promise((done) => canvas.toBlob(done, type, 0.84));
}
