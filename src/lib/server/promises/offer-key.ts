const PREFIX = 'proposal:';

/** Of the promise that is made by accepting an offer of ours: no form sends one like it. */
export const offerKey = (proposalId: string): string => PREFIX + proposalId;

export const isOfferKey = (key: string): boolean => key.startsWith(PREFIX);
