/** Somebody listens in the server; on the command line nobody does and the next tick delivers. */
let listener: (() => void) | undefined;

export const onDeliveryWanted = (wake: () => void): void => {
	listener = wake;
};

export const wakeDelivery = (): void => listener?.();
