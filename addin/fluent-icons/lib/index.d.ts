export type * from './utils/FluentIconsProps.types.js';
export type { FluentIcon } from './utils/createFluentIcon.js';
export * from './icons.js';
export * from './utils.js';
export * from './providers.js';
