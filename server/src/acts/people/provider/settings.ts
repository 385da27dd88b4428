import type { Config } from '../../../config.ts';
import { casProvider } from './cas.ts';
import { oidcProvider } from './oidc.ts';
import type { Provider } from './provider.ts';

/** The providers that the settings of the server name. */
export function providersOf({ oidc, cas }: Pick<Config, 'oidc' | 'cas'>): readonly Provider[] {
  return [...(oidc ? [oidcProvider(oidc)] : []), ...(cas ? [casProvider(cas)] : [])];
}
