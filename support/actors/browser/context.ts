import { createHash, X509Certificate } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import type { BrowserContextOptions } from 'playwright-core';
import type { Access } from '../../platform/access';

/** How a browser reaches a platform. */
export function contextOf({ headers, description, url }: Access): BrowserContextOptions {
  const { proxy, tls } = description;
  const { cert, key, passphrase } = tls;
  return {
    extraHTTPHeaders: { ...headers },
    ignoreHTTPSErrors: tls.rejectUnauthorized === false,
    ...(typeof proxy === 'object' && { proxy: { ...proxy, bypass: proxy.bypass.join(',') } }),
    ...(cert !== undefined &&
      key !== undefined && {
        clientCertificates: [
          {
            origin: url.origin,
            cert: Buffer.from(cert),
            key: Buffer.from(key),
            ...(passphrase !== undefined && { passphrase }),
          },
        ],
      }),
  };
}

/**
 * What tells a browser to trust the platform's certificate, where that is by an authority of the
 * description's: Chromium takes no authority, but keys. The certificate is checked here.
 * @throws Error where it is not by that authority, or nobody answers
 */
export async function trustIn(access: Access): Promise<string[]> {
  if (!access.isEncrypted || access.description.tls.ca === undefined) return [];
  const socket = await access.connect();
  try {
    if (!(socket instanceof TLSSocket)) return [];
    const { publicKey } = new X509Certificate(socket.getPeerCertificate().raw);
    const key = publicKey.export({ type: 'spki', format: 'der' });
    const digest = createHash('sha256').update(key).digest('base64');
    return [`--ignore-certificate-errors-spki-list=${digest}`];
  } finally {
    socket.destroy();
  }
}
