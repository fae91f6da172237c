export * from './icons.js';
export * from './utils.js';
export * from './providers.js';
