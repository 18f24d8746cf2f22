/**
 * Plexo's links end in a token whose length is not documented; a signed one (JWT) easily has 700 characters. Up to this
 * the symbol is at most version 26 at level M (121 modules): dense, and still drawn in whole pixels.
 */
const MAX_LINK_LENGTH = 1_000

/**
 * Is this the provider's page for this session? Strictly https on a known host (plain http only on this machine, in
 * practice), with the session's id as a part of the path; so that neither a look-alike host nor a link to somebody
 * else's session ends up in a QR that a customer pays.
 */
export function pageLinkProblem(
  url: string,
  allowed: { readonly sessionId: string; readonly hosts: readonly string[]; readonly practice: boolean },
): 'link_unreadable' | 'link_not_secure' | 'link_wrong_host' | 'link_wrong_session' | null {
  const parts =
    /^(https?):\/\/([a-z0-9.-]+|\[::1\])(:\d{1,5})?(\/[\w\-.~!$&'()*+,;=:@%/]*)?(\?[\w\-.~!$&'()*+,;=:@%/?]*)?$/i.exec(
      url,
    )
  if (parts === null || url.length > MAX_LINK_LENGTH) return 'link_unreadable'
  const [, scheme = '', host = '', port = '', path = ''] = parts
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(host.toLowerCase())
  if (scheme.toLowerCase() === 'http' && !(allowed.practice && loopback)) return 'link_not_secure'
  const known = allowed.hosts.map((each) => each.toLowerCase())
  // the port belongs to the host: another service on the same machine is somebody else
  if (!known.includes(`${host}${port}`.toLowerCase())) return 'link_wrong_host'
  return path.split('/').includes(allowed.sessionId) ? null : 'link_wrong_session'
}
