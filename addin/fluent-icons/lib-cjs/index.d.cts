export * from './icons.cjs';
export * from './utils.cjs';
export * from './providers.cjs';
