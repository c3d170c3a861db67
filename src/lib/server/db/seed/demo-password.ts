/** Published: it opens demo organisations only, and those only while the demo is switched on. */
export const DEMO_PASSWORD = 'entendu-demo';
