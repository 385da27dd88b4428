import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  discovery,
  None,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { isLoopback, PATIENCE, type Provider, providerAway, refusedByProvider } from './provider.ts';

/** How this installation is known to an OpenID provider. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a public client. */
  readonly clientSecret: string | null;
  readonly title: string;
}

/**
 * OpenID Connect: authorisation code with PKCE (S256), state and nonce; the issuer and the signature of the ID token are
 * checked by openid-client. Only `sub` is taken: names and rights are ours.
 */
export function oidcProvider({ issuer, clientId, clientSecret, title }: OidcSettings): Provider {
  let found: Promise<Configuration> | null = null;
  const configuration = () => {
    found ??= discovered(issuer, clientId, clientSecret).catch((error) => {
      // The next one looks again.
      found = null;
      throw told(error);
    });
    return found;
  };
  return {
    key: 'oidc',
    title,
    issuer,
    async begin(callback) {
      const config = await configuration();
      const remembered = { verifier: randomPKCECodeVerifier(), state: randomState(), nonce: randomNonce() };
      const url = buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: 'openid',
        code_challenge: await calculatePKCECodeChallenge(remembered.verifier),
        code_challenge_method: 'S256',
        state: remembered.state,
        nonce: remembered.nonce,
      });
      return { url: url.href, remembered };
    },
    async finish(arrived, { verifier = '', state = '', nonce = '' }) {
      const config = await configuration();
      try {
        const tokens = await authorizationCodeGrant(config, arrived, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims?.sub || claims.iss !== config.serverMetadata().issuer) throw refusedByProvider();
        return { issuer, subject: claims.sub };
      } catch (error) {
        throw told(error);
      }
    },
  };
}

async function discovered(
  issuer: string,
  clientId: string,
  clientSecret: string | null,
): Promise<Configuration> {
  const place = new URL(issuer);
  const execute = place.protocol === 'http:' && isLoopback(place) ? [allowInsecureRequests] : [];
  const seconds = PATIENCE / 1000;
  const first = await discovery(place, clientId, undefined, None(), { execute, timeout: seconds });
  const server = first.serverMetadata();
  const config = new Configuration(server, clientId, undefined, authentication(server, clientSecret));
  config.timeout = seconds;
  for (const allow of execute) allow(config);
  return config;
}

/** OpenID Connect Core, 9: client_secret_basic unless the provider knows only the other. */
function authentication(
  { token_endpoint_auth_methods_supported: known }: { token_endpoint_auth_methods_supported?: string[] },
  secret: string | null,
) {
  if (secret === null) return None();
  const isBasic = known === undefined || known.includes('client_secret_basic');
  return isBasic ? ClientSecretBasic(secret) : ClientSecretPost(secret);
}

/** What went wrong, as a refusal: the provider said no or said nonsense, or it did not answer. */
function told(error: unknown): unknown {
  const names = error instanceof Error ? [error.name, (error.cause as Error | undefined)?.name] : [];
  const { code = '' } = (error ?? {}) as { code?: string };
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError)
    return refusedByProvider();
  if (names.some((name) => name === 'TimeoutError' || name === 'AbortError') || code === 'OAUTH_TIMEOUT')
    return providerAway();
  if (names[0] === 'TypeError' && /fetch failed/.test((error as Error).message)) return providerAway();
  if (code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' || code === 'OAUTH_RESPONSE_IS_NOT_JSON')
    return providerAway();
  return /^(OAUTH|ERR_)/.test(code) || names[0] === 'ClientError' ? refusedByProvider() : error;
}
