/** How often the device was erased since this worker began: with it ends whatever it was keeping. */
let times = 0;
export const eraseBegins = (): void => void (times += 1);

/** True until the device is erased: what was asked for before is kept no more. */
export type Still = () => boolean;

export function untilErased(): Still {
	const then = times;
	return () => times === then;
}
