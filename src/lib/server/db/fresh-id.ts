import { V7Generator } from 'uuidv7';

/** UUID version 7 for rows that are written by the thousand: chance is drawn for hundreds of them at once. */
export const freshId = (): string => generator.generate().toString();

const drawn = new Uint32Array(2048);
let used = drawn.length;

function nextUint32(): number {
	if (used === drawn.length) {
		crypto.getRandomValues(drawn);
		used = 0;
	}
	return drawn[used++]!;
}

const generator = new V7Generator({ nextUint32 });
