export { rightsPage } from '../scope/rights-page.ts';
