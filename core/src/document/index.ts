export type { Annex, NumeralStyle, Outline, Section } from './outline.ts';
export type { TableCell, TableRegion } from './table.ts';
