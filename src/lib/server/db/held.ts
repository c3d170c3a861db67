/**
 * How a row is held until its transaction ends: whoever wants to hold it too waits. What only refers to it is
 * written meanwhile, so that a foreign key never waits behind somebody's decision. The order of the kinds is
 * in docs/decisions/lock-order.md.
 */
export const HELD = 'no key update';
