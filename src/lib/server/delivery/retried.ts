/** What a person did who let a message leave again: it was tried before, whatever its attempts say now. */
export const RETRIED = 'delivery.retried';
