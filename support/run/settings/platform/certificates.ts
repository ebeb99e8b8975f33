import { createPrivateKey, X509Certificate } from 'node:crypto';
import { SettingError } from '../setting-error';
import type { TlsOptions } from './description';

/** What a description says of TLS: the names of files beside it. */
export interface WrittenTls {
  ca?: string | string[];
  ignoreHTTPSErrors?: boolean;
  clientCertificate?: { certPath: string; keyPath: string; passphrase?: string };
}

/**
 * Whom to trust, and who the suite says that it is.
 * @param read gives what a file holds
 * @param file the description, for messages about it
 * @throws SettingError where a file holds something else: Node.js would trust nobody, silently
 */
export function tlsOf(
  written: WrittenTls,
  read: (given: string) => string,
  file: string,
): TlsOptions {
  const { ca, ignoreHTTPSErrors, clientCertificate } = written;
  const pem = (given: string, what: string, parse: (text: string) => unknown) => {
    const text = read(given);
    try {
      parse(text);
    } catch (error) {
      const why = (error as Error).message;
      throw new SettingError(
        `${file}: "${given}" holds no ${what} in PEM that can be read (${why})`,
      );
    }
    return text;
  };
  const certificate = (given: string) =>
    pem(given, 'certificate', (text) => new X509Certificate(text));
  const options: TlsOptions = {
    ...(ca !== undefined && { ca: [ca].flat().map(certificate) }),
    ...(ignoreHTTPSErrors && { rejectUnauthorized: false }),
  };
  if (clientCertificate === undefined) return options;
  const { certPath, keyPath, ...unlocked } = clientCertificate;
  const key = pem(keyPath, 'key', (text) => createPrivateKey({ key: text, ...unlocked }));
  return { ...options, cert: certificate(certPath), key, ...unlocked };
}
