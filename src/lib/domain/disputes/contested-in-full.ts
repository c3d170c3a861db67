/** Nothing of what is open of it is left to contest: what is new is said on its case. */
export const isContestedInFull = ({
	openMinor,
	disputedMinor
}: {
	readonly openMinor: bigint;
	readonly disputedMinor: bigint;
}): boolean => openMinor > 0n && disputedMinor >= openMinor;
