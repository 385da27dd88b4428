export { itemsInTable, type TableItem, type TableRow } from './rows.ts';
