/** Photos on a phone are ten times larger than anyone needs to see a scratch. */
const WIDEST = 1600;
const SMALL_ENOUGH = 600_000;

/** A smaller JPEG of a photo (its place is gone with it), or the file itself when that cannot be done here. */
export async function shrink(file: File): Promise<File> {
	if (!file.type.startsWith('image/') || file.size <= SMALL_ENOUGH) return file;
	try {
		const smaller = await redraw(file);
		return smaller && smaller.size < file.size
			? new File([smaller], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' })
			: file;
	} catch {
		return file;
	}
}

async function redraw(file: File): Promise<Blob | null> {
	const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
	const scale = Math.min(1, WIDEST / Math.max(bitmap.width, bitmap.height));
	const canvas = document.createElement('canvas');
	[canvas.width, canvas.height] = [
		Math.round(bitmap.width * scale),
		Math.round(bitmap.height * scale)
	];
	canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
	bitmap.close();
	return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.84));
}
