export type Programs = { chromium: string | null; soffice: string | null; pdftoppm: string | null }
export function findPrograms(): Programs
export function installPrograms(): Programs
