import { AxiosError, isCancel } from 'axios';

/** Why a platform could not be asked, and what to do about that. */
export interface Trouble {
  /** In words for whoever started the run. */
  reason: string;
  advice?: string;
}

const untrusted = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

const byCode: Readonly<Record<string, Trouble>> = {
  ...Object.fromEntries(
    untrusted.map((code): [string, Trouble] => [
      code,
      {
        reason: `its certificate is by nobody that this machine trusts (${code})`,
        advice:
          'Name the certificate of its authority in the description of the platform (PLATFORM), "ca: ca.pem",\n' +
          'or in NODE_EXTRA_CA_CERTS.',
      },
    ]),
  ),
  CERT_HAS_EXPIRED: {
    reason: 'its certificate has expired (CERT_HAS_EXPIRED)',
    advice: 'Renew it; "ignoreHTTPSErrors: true" in the description of the platform takes any.',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    reason: 'its certificate is for another name (ERR_TLS_CERT_ALTNAME_INVALID)',
    advice: 'Use the name that the certificate is for.',
  },
};

const wantsCertificate: Trouble = {
  reason: 'it wants to see a certificate of yours',
  advice: 'Name it in the description of the platform (PLATFORM), "clientCertificate".',
};

const speaksHttp: Trouble = {
  reason: 'HTTPS was spoken to a port that speaks HTTP, or something else',
  advice: 'Write http:// for https:// in its address.',
};

export const speaksHttps: Trouble = {
  reason: 'HTTP was spoken to a port that speaks HTTPS',
  advice: 'Write https:// for http:// in its address.',
};

/** Whoever asked has given up. */
export const noAnswer = 'no answer';

/** What an error of node:net, node:tls or axios means. */
export function troubleOf(error: unknown): Trouble {
  if (isCancel(error)) return { reason: noAnswer };
  if (error instanceof AxiosError && error.cause) return troubleOf(error.cause);
  // For a name with several addresses there is an error for each.
  if (error instanceof AggregateError && error.errors.length > 0) return troubleOf(error.errors[0]);
  if (!(error instanceof Error)) return { reason: String(error) };
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (/wrong.version.number|packet.length.too.long|http.request/i.test(message)) return speaksHttp;
  if (/alert.*(certificate.required|handshake.failure|bad.certificate)/i.test(message))
    return wantsCertificate;
  return byCode[code] ?? { reason: message };
}

/** What an answer means that no platform gives which lets the suite in; undefined for any other. */
export function troubleOfStatus(status: number): string | undefined {
  if (status === 401 || status === 403)
    return (
      'It wants to know who asks. Say so in the description of the platform (PLATFORM): "apiKey",\n' +
      '"bearerToken" or "httpCredentials", such as bearerToken: ${STAGING_TOKEN}.'
    );
  if (status === 407)
    return 'The proxy wants to know who asks: "proxy" in the description of the platform takes username and password.';
  return undefined;
}
