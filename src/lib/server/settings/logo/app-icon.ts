import { z } from 'zod';
import { openImage } from '../../images';

/** What a device asks for where a page is put among its applications. */
export const appIcon = z.object({
	size: z.union([z.literal(192), z.literal(512)]),
	/** Cut to a circle or another shape by the device: only the middle is sure to be seen. */
	maskable: z.boolean()
});
export type AppIcon = z.infer<typeof appIcon>;

/** Of the side of the square: beside an edge of its own, or within the circle no device cuts away. */
const EDGE = 0.88;
const CIRCLE = 0.8;

/** The logo in the middle of a white square: it was drawn on white. */
export async function drawIcon(paper: Uint8Array, { size, maskable }: AppIcon): Promise<Buffer> {
	const { width, height } = await openImage(paper).metadata();
	const room = maskable
		? (CIRCLE * size) / Math.hypot(width, height)
		: (EDGE * size) / Math.max(width, height);
	const [w, h] = [width, height].map((side) => Math.max(1, Math.round(side * room))) as [
		number,
		number
	];
	const [left, top] = [(size - w) >> 1, (size - h) >> 1];
	return openImage(paper)
		.resize({ width: w, height: h, fit: 'fill' })
		.extend({ left, top, right: size - w - left, bottom: size - h - top, background: '#ffffff' })
		.png({ palette: true, effort: 7 })
		.toBuffer();
}
