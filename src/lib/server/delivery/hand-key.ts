/** Names what a person noted; a provider and a bounce have names of their own. */
const BY_HAND = 'staff:';
export const handKey = (deliveryId: string, nth: number): string =>
	`${BY_HAND}${deliveryId}${nth === 0 ? '' : `:${nth}`}`;
export const isNotedByHand = (eventKey: string): boolean => eventKey.startsWith(BY_HAND);
