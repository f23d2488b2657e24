// A certified OpenID provider (npm's oidc-provider) for test_auth_oidc_provider.py, as strict as it can be.
// The first line of standard input has the settings as JSON; every line of standard output is a JSON object.
import { randomUUID } from 'node:crypto';
import https from 'node:https';
import { createInterface } from 'node:readline';

import { Provider, errors } from 'oidc-provider';

const MOUNT = '/op'; // msal requires an issuer with a path
const say = (event, more) => process.stdout.write(`${JSON.stringify({ event, ...more })}\n`);
const input = createInterface({ input: process.stdin });
const settings = JSON.parse((await input[Symbol.asyncIterator]().next()).value);
input.on('close', () => process.exit());

const server = https.createServer({ key: settings.key, cert: settings.certificate });
await new Promise((resolve) => { server.listen(settings.port, '127.0.0.1', resolve); });
const issuer = `https://localhost:${server.address().port}${MOUNT}`;

const provider = new Provider(issuer, {
  clients: settings.clients.map((client) => ({
    grant_types: ['authorization_code'],
    response_types: ['code'],
    id_token_signed_response_alg: 'RS256',
    ...client,
  })),
  jwks: { keys: [settings.signingKey] },
  cookies: { keys: [randomUUID()] },
  pkce: { required: () => true },
  allowOmittingSingleRegisteredRedirectUri: false,
  acceptQueryParamAccessTokens: false,
  clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
  // As RFC 7523 bis has it: one audience, and a short life.
  async assertJwtClientAuthClaimsAndHeader(ctx, claims) {
    if (typeof claims.aud !== 'string') throw new errors.InvalidClientAuth('several audiences');
    if (claims.exp > Date.now() / 1000 + 600) throw new errors.InvalidClientAuth('valid for too long');
  },
  // Names in the ID token; by default they are at the userinfo endpoint alone.
  conformIdTokenClaims: settings.conform ?? false,
  scopes: ['openid', 'profile'],
  claims: { openid: ['sub'], profile: ['name', 'preferred_username'] },
  features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  async findAccount(ctx, id) {
    return {
      accountId: id,
      claims: async () => ({ sub: id, name: `${id} Example`, preferred_username: `${id}@example.com` }),
    };
  },
});

for (const event of ['authorization.error', 'grant.error', 'end_session.error']) {
  provider.on(event, (ctx, error) => say(event, { error: error.error, detail: error.error_detail ?? error.message }));
}
provider.on('grant.success', (ctx) => say('grant.success', {
  client: ctx.oidc.client.clientId, authentication: ctx.oidc.client.clientAuthMethod, iss: issuer,
}));
provider.on('end_session.success', () => say('end_session.success'));
provider.on('server_error', (ctx, error) => say('server_error', { detail: error.stack }));

const answer = provider.callback();
server.on('request', (request, response) => {
  const url = new URL(request.url, issuer);
  // OpenID Connect makes the nonce optional in the code flow: not here.
  if (url.pathname === `${MOUNT}/auth` && !url.searchParams.get('nonce')) {
    say('authorization.error', { error: 'no nonce' });
    response.writeHead(400).end('no nonce');
    return;
  }
  if (!url.pathname.startsWith(`${MOUNT}/`)) {
    response.writeHead(404).end();
    return;
  }
  request.originalUrl = request.url;
  request.url = request.url.slice(MOUNT.length);
  answer(request, response);
});
say('listening', { issuer, node: process.versions.node });
